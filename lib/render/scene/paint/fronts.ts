import { css, mix, type Rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { blurred, createLayer, type Layer } from "./surface.ts";

export const slices = 6;

/** One pair of house fronts, left and right of the street, for one distance. */
export function paintFronts(stage: Stage, index: number, horizon: number): Layer {
  const { mood, unit, width } = stage;
  const random = randomOf(stage.seed, `fronts ${index}`);
  const near = index / (slices - 1);
  const layer = createLayer(width * 1.3, horizon);
  const glow = createLayer(layer.width, layer.height);
  const gap = unit * lerp(0.085, 0.64, near ** 1.5);
  const tone = mix(mix(mood.haze, mood.sky[2], 0.4), mood.ink, lerp(0.22, 0.82, near ** 0.8));
  const lamps = mood.accents;
  for (const side of [-1, 1] as const) {
    const edge = layer.width / 2 + side * (gap + unit * random.range(0, 0.04));
    const top = horizon * lerp(0.42, -0.12, near) * random.range(0.7, 1.15);
    const left = side < 0 ? 0 : edge;
    const w = side < 0 ? edge : layer.width - edge;
    const gradient = layer.ctx.createLinearGradient(0, top, 0, horizon);
    gradient.addColorStop(0, css(mix(tone, mood.ink, 0.25)));
    gradient.addColorStop(0.72, css(mix(tone, mood.haze, 0.22)));
    gradient.addColorStop(
      1,
      css(mix(mix(tone, mood.haze, 0.3), lamps[index % lamps.length] ?? mood.haze, 0.34)),
    );
    layer.ctx.fillStyle = gradient;
    layer.ctx.fillRect(left, top, w, horizon - top);
    const pane = unit * lerp(0.007, 0.024, near);
    for (let y = top + pane; y < horizon - pane * 2.4; y += pane * 2.1) {
      for (let k = 0; k < 14; k++) {
        const x = edge + side * (pane * 0.9 + k * pane * 1.75) - (side < 0 ? pane : 0);
        if (!random.chance(mood.dark ? 0.34 : 0.18)) continue;
        const lamp = lamps[random.int(lamps.length)] ?? lamps[0];
        layer.ctx.fillStyle = css(
          mix(lamp, [255, 236, 206], 0.35),
          random.range(0.16, 0.75) * (1 - near * 0.3),
        );
        layer.ctx.fillRect(x, y, pane * 0.95, pane * 1.25);
      }
    }
    drawSigns({ layer, glow }, { edge, side, horizon, size: unit * lerp(0.022, 0.072, near), lamps }, random);
  }
  layer.ctx.globalCompositeOperation = "lighter";
  layer.ctx.drawImage(blurred(glow, unit * lerp(0.008, 0.022, near)).canvas, 0, 0);
  layer.ctx.drawImage(blurred(glow, unit * lerp(0.02, 0.06, near)).canvas, 0, 0);
  layer.ctx.globalCompositeOperation = "source-over";
  return layer;
}

type SignPlace = { edge: number; side: 1 | -1; horizon: number; size: number; lamps: readonly Rgb[] };

function drawSigns(
  target: { layer: Layer; glow: Layer },
  place: SignPlace,
  random: ReturnType<typeof randomOf>,
): void {
  const { edge, side, horizon, size, lamps } = place;
  for (let k = 0; k < 4; k++) {
    const lamp = lamps[random.int(lamps.length)] ?? [255, 255, 255];
    const upright = random.chance(0.72);
    const w = upright ? size * 0.34 : size * 0.95;
    const h = upright ? size * random.range(1.2, 2.2) : size * 0.34;
    const x = edge - (side > 0 ? w * 0.7 : w * 0.3);
    const y = horizon - size * random.range(1.6, 6.4);
    target.layer.ctx.fillStyle = css(mix(lamp, [255, 255, 255], 0.25), 0.9);
    target.layer.ctx.fillRect(x, y, w, h);
    target.glow.ctx.fillStyle = css(lamp, 0.85);
    target.glow.ctx.fillRect(x, y, w, h);
    const strokes = upright ? 5 : 4;
    target.layer.ctx.fillStyle = "rgba(20,8,24,.5)";
    for (let s = 0; s < strokes; s++) {
      if (upright)
        target.layer.ctx.fillRect(
          x + w * 0.22,
          y + h * ((s + 0.3) / strokes),
          w * random.range(0.3, 0.56),
          h * 0.07,
        );
      else
        target.layer.ctx.fillRect(
          x + w * ((s + 0.3) / strokes),
          y + h * 0.25,
          w * 0.09,
          h * random.range(0.3, 0.5),
        );
    }
  }
}

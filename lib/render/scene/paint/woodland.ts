import { css, mix, type Rgb, rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { createLayer, type Layer } from "./surface.ts";
import { drawTrunk } from "./trunks.ts";

export const rows = 6;
export type Tint = { leaf: Rgb; trunk: Rgb; air: Rgb; light: Rgb };

export function tintOf(stage: Stage): Tint {
  const { mood, plan } = stage;
  const autumn = plan.words.some((word) => word === "autumn" || word === "fall" || word === "october");
  const night = plan.time === "night" || plan.time === "dusk";
  const leaf = autumn ? rgb("#a5652a") : plan.weather === "snow" ? rgb("#8d9aa0") : rgb("#4d6b3a");
  const air = mix(night ? mood.sky[3] : mix(mood.sky[3], leaf, 0.32), mood.haze, 0.3);
  return {
    leaf: mix(leaf, mood.ink, night ? 0.55 : 0.1),
    trunk: mix(mood.ink, rgb("#2e2620"), 0.5),
    air,
    light: mix(mood.sun, mood.sky[3], 0.25),
  };
}

function drawUndergrowth(
  layer: Layer,
  near: number,
  colour: Rgb,
  unit: number,
  random: ReturnType<typeof randomOf>,
): void {
  const { ctx, width, height } = layer;
  const tall = unit * lerp(0.02, 0.13, near);
  const base = ctx.createLinearGradient(0, height - tall * 1.5, 0, height);
  base.addColorStop(0, css(colour, 0));
  base.addColorStop(0.4, css(colour, 0.92));
  ctx.fillStyle = base;
  ctx.fillRect(0, height - tall * 1.5, width, tall * 1.5);
  ctx.lineCap = "round";
  for (let x = 0; x < width; x += unit * lerp(0.006, 0.018, near)) {
    const fronds = 3 + random.int(3);
    for (let k = 0; k < fronds; k++) {
      const reach = tall * random.range(0.4, 1);
      const bend = random.range(-0.9, 0.9) * reach;
      ctx.strokeStyle = css(mix(colour, [0, 0, 0], random.range(0, 0.28)));
      ctx.lineWidth = Math.max(0.8, unit * lerp(0.001, 0.0042, near));
      ctx.beginPath();
      ctx.moveTo(x, height);
      ctx.quadraticCurveTo(
        x + bend * 0.25,
        height - reach * 0.9,
        x + bend,
        height - reach * random.range(0.7, 1),
      );
      ctx.stroke();
    }
  }
}

export function paintRow(stage: Stage, tint: Tint, index: number, ground: number): Layer {
  const near = index / (rows - 1);
  const random = randomOf(stage.seed, `trunks ${index}`);
  const { unit, mood } = stage;
  const layer = createLayer(stage.width * 1.3, ground);
  const birch = stage.plan.words.some((word) => word.startsWith("birch"));
  const tone = mix(tint.air, tint.trunk, lerp(0.22, 0.98, near ** 0.8));
  const dark = birch ? mix(tone, tint.air, 0.45) : tone;
  const spacing = unit * lerp(0.09, 0.42, near);
  const path = stage.plan.words.includes("path") || stage.plan.words.includes("trail") ? 0.1 : 0.04;
  for (let x = random.range(0, spacing); x < layer.width; x += spacing * random.range(0.55, 1.5)) {
    if (Math.abs(x / layer.width - 0.5) < path + near * 0.1) continue;
    const wide = unit * lerp(0.009, 0.062, near ** 1.3) * random.range(0.6, 1.2);
    const lit = mix(dark, tint.light, lerp(0.6, 0.28, near) * (mood.dark ? 0.4 : 1));
    const lean = random.range(-1, 1) * wide * 1.2;
    drawTrunk(layer, { x, wide, lean, birch, dark, lit }, random);
  }
  drawUndergrowth(
    layer,
    near,
    mix(mix(tint.air, tint.leaf, lerp(0.3, 1, near)), mood.ink, near * 0.62),
    unit,
    random,
  );
  return layer;
}

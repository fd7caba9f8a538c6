import { css, mix, type Rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { bokehSprite, glowSprite, stamp } from "../paint/glow.ts";
import { createMirror } from "../paint/mirror.ts";
import { createMotes } from "../paint/particles.ts";
import { skyColour } from "../paint/sky.ts";
import { blurred, type Ctx, createLayer, type Layer } from "../paint/surface.ts";
import { createWeather } from "../paint/weather.ts";
import { randomOf } from "../random.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";
import { drawFigure, drawUmbrella } from "../subjects/land.ts";

const slices = 6;

/** One pair of house fronts, left and right of the street, for one distance. */
function paintFronts(stage: Stage, index: number, horizon: number): Layer {
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

function createLamps(stage: Stage, horizon: number): (ctx: Ctx, x: number, zoom: number, t: number) => void {
  const random = randomOf(stage.seed, "lamps");
  const sprites = stage.mood.accents.map((colour) => bokehSprite(colour));
  const lamps = Array.from({ length: 26 }, () => ({
    x: random.range(-0.5, 0.5) * random.range(0.1, 1),
    y: random.range(0.1, 0.62),
    size: random.range(0.008, 0.036),
    sprite: random.int(sprites.length),
    phase: random.range(0, 6.28),
  }));
  return (ctx, x, zoom, t) => {
    ctx.globalCompositeOperation = "lighter";
    for (const lamp of lamps) {
      const sprite = sprites[lamp.sprite];
      const size = lamp.size * stage.unit * zoom;
      const alpha = 0.5 + 0.2 * Math.sin(t * 1.3 + lamp.phase);
      if (sprite)
        stamp(
          ctx,
          sprite,
          x + lamp.x * stage.unit * zoom,
          horizon - lamp.y * stage.unit * 0.62 * zoom,
          size,
          alpha,
        );
    }
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
  };
}

function paintAir(stage: Stage, horizon: number): Layer {
  const layer = createLayer(stage.width, horizon);
  const gradient = layer.ctx.createLinearGradient(0, 0, 0, horizon);
  for (let k = 0; k <= 8; k++)
    gradient.addColorStop(k / 8, css(skyColour(stage.mood.sky, 0.12 + 0.88 * (k / 8))));
  layer.ctx.fillStyle = gradient;
  layer.ctx.fillRect(0, 0, stage.width, horizon);
  layer.ctx.globalCompositeOperation = "lighter";
  stamp(
    layer.ctx,
    glowSprite(mix(stage.mood.haze, stage.mood.accents[0], 0.35)),
    stage.width / 2,
    horizon,
    stage.unit * 0.62,
    0.42,
  );
  return layer;
}

/** A street that runs away from us, its lights standing upside down in the wet ground. */
export const buildStreet: FamilyBuilder = (stage) => {
  const { width, height, unit, mood, plan } = stage;
  const horizon = Math.round(height * (stage.portrait ? 0.64 : 0.66));
  const air = paintAir(stage, horizon);
  const fronts = Array.from({ length: slices }, (_, i) => paintFronts(stage, i, horizon));
  const lamps = createLamps(stage, horizon);
  const mist = glowSprite(mix(mood.haze, mood.accents[0], 0.2), 256);
  const world = createLayer(width, horizon);
  const wet = plan.weather === "rain" || plan.weather === "storm" || mood.dark;
  const mirror = createMirror(stage, {
    top: horizon,
    body: mix(mood.ink, mood.haze, wet ? 0.12 : 0.3),
    depth: wet ? 0.7 : 0.93,
    ripple: 1.15,
    glints: mood.accents,
    glintCount: wet ? 90 : 10,
  });
  const peopled = plan.subjects.includes("umbrella") || plan.subjects.includes("figure");
  const foreground = createMotes(
    stage,
    { count: 7, colours: mood.accents, size: 0.075, alpha: 0.12, driftX: 0.012, driftY: -0.004, soft: true },
    "foreground",
  );
  const weather = createWeather(stage);
  return (ctx, shot) => {
    world.ctx.drawImage(air.canvas, 0, 0);
    fronts.forEach((layer, i) => {
      const near = i / (slices - 1);
      const z = 1 + (shot.zoom - 1 + shot.forward * 0.12) * (0.25 + near * 1.6);
      const x = width / 2 - (shot.x + shot.orbit) * unit * lerp(0.01, 0.1, near);
      world.ctx.drawImage(
        layer.canvas,
        x - (layer.width * z) / 2,
        horizon - layer.height * z,
        layer.width * z,
        layer.height * z,
      );
      if (i === 2) lamps(world.ctx, x, z, shot.t);
      if (i < slices - 1) {
        world.ctx.globalCompositeOperation = "lighter";
        stamp(world.ctx, mist, x, horizon, unit * lerp(0.5, 0.95, near), lerp(0.3, 0.12, near));
        world.ctx.globalAlpha = 1;
        world.ctx.globalCompositeOperation = "source-over";
      }
    });
    ctx.drawImage(world.canvas, 0, 0);
    mirror(ctx, world, shot);
    if (peopled) drawWalker(stage, ctx, horizon, shot.x, shot.zoom, shot.t);
    foreground(ctx, shot);
    weather(ctx, shot);
  };
};

function drawWalker(stage: Stage, ctx: Ctx, horizon: number, across: number, zoom: number, t: number): void {
  const { mood, unit, width, height } = stage;
  const size = unit * (stage.portrait ? 0.145 : 0.16) * zoom;
  const x = width * 0.5 - across * unit * 0.075;
  const y = horizon + (height - horizon) * 0.3;
  const person = (): void => {
    drawFigure(ctx, size, mood);
    if (stage.plan.subjects.includes("umbrella")) drawUmbrella(ctx, size, mood);
  };
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1, -0.85);
  ctx.globalAlpha = 0.42;
  person();
  ctx.restore();
  ctx.save();
  ctx.translate(x, y + size * 0.008 * Math.sin(t * 3));
  ctx.rotate(0.006 * Math.sin(t * 1.5));
  person();
  ctx.restore();
}

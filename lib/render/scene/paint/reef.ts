import { css, mix, rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { type Random, randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { paintRidge } from "./ridge.ts";
import { type Ctx, createLayer, type Layer } from "./surface.ts";
import type { Water } from "./water-light.ts";

/** A branching coral, its foot at (x, y). */
function drawCoral(
  ctx: Ctx,
  x: number,
  y: number,
  tall: number,
  angle: number,
  wide: number,
  random: Random,
): void {
  if (wide < tall * 0.02 || tall < 3) return;
  const ex = x + Math.sin(angle) * tall;
  const ey = y - Math.cos(angle) * tall;
  ctx.lineWidth = wide;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.quadraticCurveTo(x + Math.sin(angle * 0.4) * tall * 0.6, y - tall * 0.5, ex, ey);
  ctx.stroke();
  const forks = 2 + random.int(2);
  for (let k = 0; k < forks; k++)
    drawCoral(
      ctx,
      ex,
      ey,
      tall * random.range(0.5, 0.74),
      angle + random.range(-0.75, 0.75),
      wide * 0.62,
      random,
    );
}

export function paintReef(stage: Stage, water: Water, near: number): Layer {
  const random = randomOf(stage.seed, `reef ${near}`);
  const { unit } = stage;
  const tone = mix(mix(water.middle, water.deep, 0.4), rgb("#010810"), lerp(0.1, 0.86, near));
  const layer = createLayer(stage.width * 1.24, unit * lerp(0.3, 0.36, near));
  const floor = paintRidge(stage, {
    name: `floor ${near}`,
    width: layer.width,
    height: layer.height * 0.6,
    colour: tone,
    foot: mix(tone, water.middle, 0.2 * (1 - near)),
    humps: 3,
    relief: 0.75,
    rough: 0.7,
    pines: 0,
  });
  layer.ctx.drawImage(floor.canvas, 0, layer.height * 0.4);
  layer.ctx.lineCap = "round";
  const warm = stage.plan.words.some((word) => word.startsWith("coral") || word.startsWith("reef"));
  if (!warm) return layer;
  for (let x = 0; x < layer.width; x += unit * random.range(0.05, 0.16)) {
    const tint = random.chance(0.6)
      ? mix(tone, random.pick([rgb("#d0626a"), rgb("#d99a4e"), rgb("#8a5fb0")]), 0.34 + 0.16 * near)
      : tone;
    layer.ctx.strokeStyle = css(tint);
    const y = layer.height * 0.4 + floor.outline(Math.min(layer.width - 1, x)) + 4;
    drawCoral(
      layer.ctx,
      x,
      y,
      unit * lerp(0.02, 0.05, near) * random.range(0.6, 1.3),
      random.range(-0.3, 0.3),
      unit * 0.007 * (0.6 + near),
      random,
    );
  }
  return layer;
}

import { css, mix } from "../colour.ts";
import { smoothstep } from "../numbers.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { World } from "./globe.ts";
import { type Ctx, createLayer, type Layer } from "./surface.ts";

/** Rings as a flat disc seen at a slant; `front` draws the half nearer to us. */
export function paintRings(stage: Stage, world: World): Layer {
  const random = randomOf(stage.seed, "rings");
  const size = Math.round(stage.unit * 1.3);
  const layer = createLayer(size, size);
  const { ctx } = layer;
  const half = size / 2;
  ctx.lineWidth = size * 0.0021;
  for (let r = 0.54; r < 0.99; r += 0.0038) {
    const gap = Math.abs(r - 0.8) < 0.013 ? 0.05 : 1;
    const alpha = (0.1 + 0.6 * random.next()) * gap * smoothstep(0.53, 0.6, r) * smoothstep(1, 0.93, r);
    ctx.strokeStyle = css(mix(world.light, world.dark, random.next() * 0.6), alpha);
    ctx.beginPath();
    ctx.arc(half, half, r * half, 0, 7);
    ctx.stroke();
  }
  return layer;
}

export function drawRings(
  ctx: Ctx,
  rings: Layer,
  at: { x: number; y: number; radius: number },
  front: boolean,
): void {
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.rotate(-0.3);
  ctx.beginPath();
  ctx.rect(-at.radius * 4, front ? 0 : -at.radius * 4, at.radius * 8, at.radius * 4);
  ctx.clip();
  ctx.scale(1, 0.26);
  const s = at.radius * 4.6;
  ctx.drawImage(rings.canvas, -s / 2, -s / 2, s, s);
  ctx.restore();
}

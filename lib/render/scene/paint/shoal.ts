import { css, mix } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { Ctx } from "./surface.ts";
import type { Water } from "./water-light.ts";

type Fish = { x: number; y: number; size: number; phase: number; speed: number };

function drawFish(ctx: Ctx, size: number, wag: number): void {
  ctx.beginPath();
  ctx.moveTo(size, 0);
  ctx.quadraticCurveTo(size * 0.3, -size * 0.42, -size * 0.6, -size * 0.05);
  ctx.lineTo(-size * 1.05, -size * (0.3 + wag * 0.12));
  ctx.lineTo(-size * 0.9, 0);
  ctx.lineTo(-size * 1.05, size * (0.3 - wag * 0.12));
  ctx.lineTo(-size * 0.6, size * 0.05);
  ctx.quadraticCurveTo(size * 0.3, size * 0.42, size, 0);
  ctx.fill();
}

export function createShoal(stage: Stage, water: Water): (ctx: Ctx, t: number, across: number) => void {
  const random = randomOf(stage.seed, "shoal");
  const shoal: Fish[] = Array.from({ length: 34 }, () => ({
    x: random.range(-0.34, 0.34) * random.range(0.3, 1),
    y: random.range(-0.13, 0.13) * random.range(0.3, 1),
    size: random.range(0.006, 0.014),
    phase: random.range(0, 6.28),
    speed: random.range(0.8, 1.2),
  }));
  const colour = css(mix(water.deep, water.middle, 0.25), 0.9);
  return (ctx, t, across) => {
    ctx.fillStyle = colour;
    for (const fish of shoal) {
      ctx.save();
      ctx.translate(
        stage.width * (0.34 + 0.045 * t * fish.speed * 0.6) + (fish.x - across * 0.06) * stage.unit,
        stage.height * 0.42 + (fish.y + 0.012 * Math.sin(t * 1.3 + fish.phase)) * stage.unit,
      );
      ctx.rotate(0.12 * Math.sin(t * 1.3 + fish.phase) - 0.06);
      drawFish(ctx, fish.size * stage.unit, Math.sin(t * 11 + fish.phase));
      ctx.restore();
    }
  };
}

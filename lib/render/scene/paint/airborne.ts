import type { Shot } from "../camera.ts";
import { css } from "../colour.ts";
import { randomOf } from "../random.ts";
import type { Stage } from "../stage.ts";
import { drawBalloon, drawBird } from "../subjects/air.ts";
import type { Ctx } from "./surface.ts";

type Flock = (ctx: Ctx, shot: Shot) => void;

function birds(stage: Stage, horizon: number): Flock {
  const random = randomOf(stage.seed, "birds");
  const flock = Array.from({ length: 11 }, (_, i) => ({
    x: (i % 2 === 0 ? 1 : -1) * (i / 2) * 0.035 + random.range(-0.012, 0.012),
    y: (i / 2) * 0.016 + random.range(-0.008, 0.008),
    phase: random.range(0, 6.28),
    size: random.range(0.008, 0.012),
  }));
  const colour = css(stage.mood.ink, 0.85);
  return (ctx, shot) => {
    for (const bird of flock) {
      const x = (0.24 + shot.u * 0.28) * stage.width + (bird.x - shot.x * 0.05) * stage.unit;
      const y = (0.42 - shot.u * 0.06) * horizon * stage.height + bird.y * stage.unit;
      ctx.save();
      ctx.translate(x, y + stage.unit * 0.003 * Math.sin(shot.t * 2 + bird.phase));
      drawBird(ctx, bird.size * stage.unit, colour, Math.sin(shot.t * 7 + bird.phase));
      ctx.restore();
    }
  };
}

function balloons(stage: Stage, sunX: number, horizon: number): Flock {
  const random = randomOf(stage.seed, "balloons");
  const many = stage.plan.words.includes("balloons") ? 6 : 3;
  const away = sunX > 0.5 ? -1 : 1;
  const fleet = Array.from({ length: many }, (_, i) => ({
    x: 0.5 + away * (i === 0 ? 0.13 : random.range(-0.22, 0.36)),
    y: horizon * (i === 0 ? 0.5 : random.range(0.2, 0.8)),
    size: i === 0 ? 0.088 : random.range(0.018, 0.042),
  })).sort((a, b) => a.size - b.size);
  return (ctx, shot) => {
    for (const each of fleet) {
      const near = each.size / 0.088;
      ctx.save();
      ctx.translate(
        each.x * stage.width - shot.x * stage.unit * 0.11 * near,
        each.y * stage.height -
          (shot.u - 0.5) * stage.unit * 0.05 * near +
          stage.unit * 0.004 * Math.sin(shot.t + each.x * 9),
      );
      ctx.globalAlpha = 0.72 + 0.28 * near;
      drawBalloon(
        ctx,
        each.size * stage.unit * (1 + (shot.zoom - 1) * near),
        stage.mood,
        sunX > 0.5 ? 1 : -1,
      );
      ctx.restore();
    }
  };
}

/** What the prompt wants in the air: birds, balloons. `horizon` is a part of the height. */
export function createAirborne(stage: Stage, sunX: number, horizon: number): Flock {
  const flocks: Flock[] = [];
  if (stage.plan.subjects.includes("balloon")) flocks.push(balloons(stage, sunX, horizon));
  if (stage.plan.subjects.includes("birds")) flocks.push(birds(stage, horizon));
  return (ctx, shot) => {
    for (const draw of flocks) draw(ctx, shot);
  };
}

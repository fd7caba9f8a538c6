import type { Shot } from "../camera.ts";
import type { Stage } from "../stage.ts";
import { createAurora } from "./aurora.ts";
import { paintSky } from "./sky.ts";
import type { Ctx } from "./surface.ts";

export type Backdrop = {
  draw(ctx: Ctx, shot: Shot, tilt: number): void;
  /** Where the sun or moon stands, as a part of the picture's width and height. */
  sunX: number;
  sunY: number;
};

const wider = 1.2;

/** Sky behind everything, down a little below `horizon` (a part of the picture's height). */
export function createBackdrop(stage: Stage, horizon: number, disc = true): Backdrop {
  const { width, height, mood } = stage;
  const below = 0.16;
  const sunX = 0.5 + (stage.seed % 2 === 0 ? 1 : -1) * (stage.portrait ? 0.12 : 0.17);
  const skyWidth = width * wider;
  const skyHeight = height * (horizon + below);
  const sunY = skyHeight - height * (below - 0.08) - (mood.sunHeight * 0.92 + 0.02) * height * horizon;
  const sky = paintSky(
    stage,
    { width: skyWidth, height: skyHeight, sunX: skyWidth * (0.5 + (sunX - 0.5) / wider), sunY },
    disc,
  );
  const aurora = stage.plan.weather === "aurora" ? createAurora(stage) : undefined;
  return {
    sunX,
    sunY: (sunY - height * 0.08) / height,
    draw: (ctx, shot, tilt) => {
      const z = 1 + (shot.zoom - 1) * 0.25;
      const left = (width - skyWidth * z) / 2 - shot.x * width * 0.06;
      ctx.drawImage(
        sky.canvas,
        left,
        height * (horizon + tilt + 0.08) - skyHeight * z,
        skyWidth * z,
        skyHeight * z,
      );
      aurora?.(ctx, shot);
    },
  };
}

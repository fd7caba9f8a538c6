import { mix } from "../colour.ts";
import { clamp } from "../numbers.ts";
import { paintBeam } from "../paint/beam.ts";
import { buildHall } from "../paint/hall.ts";
import { paintHall, toward } from "../paint/hall-light.ts";
import { createMotes } from "../paint/particles.ts";
import type { Ctx, Layer } from "../paint/surface.ts";
import type { FamilyBuilder } from "../stage.ts";

/** A quiet hall in which the sun wanders over the wall while we look. */
export const buildInterior: FamilyBuilder = (stage) => {
  const { width, height, mood } = stage;
  const hall = buildHall(stage);
  const side = stage.seed % 2 === 0 ? 1 : -1;
  const high = stage.plan.time === "day" ? 0.95 : 0.66;
  const early = paintHall(stage, hall, toward(side, high, -0.5));
  const late = paintHall(stage, hall, toward(side, high * 0.86, -0.32));
  const beam = paintBeam(stage, side);
  const motes = createMotes(stage, {
    count: 46,
    colours: [mix(mood.sun, [255, 250, 240], 0.5)],
    size: 0.0042,
    alpha: 0.4,
    driftX: 0.007,
    driftY: 0.004,
    bottom: 0.85,
  });
  const place = (
    ctx: Ctx,
    layer: Layer,
    shot: { x: number; y: number; zoom: number; orbit: number },
  ): void => {
    const z = shot.zoom;
    const w = width * 1.14 * z;
    const h = height * 1.14 * z;
    const x = (width - w) / 2 - (shot.x + shot.orbit) * width * 0.055;
    ctx.drawImage(layer.canvas, x, (height - h) / 2 + shot.y * height * 0.055, w, h);
  };
  return (ctx, shot) => {
    ctx.imageSmoothingQuality = "high";
    place(ctx, early, shot);
    ctx.globalAlpha = clamp(shot.u);
    place(ctx, late, shot);
    ctx.globalCompositeOperation = "screen";
    ctx.globalAlpha = 0.75 + 0.08 * Math.sin(shot.t * 0.9);
    place(ctx, beam, { ...shot, zoom: shot.zoom * 1.03 });
    ctx.globalAlpha = 1;
    ctx.globalCompositeOperation = "source-over";
    motes(ctx, shot);
  };
};

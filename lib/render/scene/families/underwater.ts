import { lerp } from "../numbers.ts";
import { createMotes } from "../paint/particles.ts";
import { paintReef } from "../paint/reef.ts";
import { createShoal } from "../paint/shoal.ts";
import { drawRays, paintRays, paintWater, waterOf } from "../paint/water-light.ts";
import type { FamilyBuilder } from "../stage.ts";

/** Below the surface: rays, a reef in the dusk of the water, a shoal passing. */
export const buildUnderwater: FamilyBuilder = (stage) => {
  const { width, height } = stage;
  const water = waterOf(stage);
  const open = paintWater(stage, water);
  const rays = [paintRays(stage, water, "rays 1"), paintRays(stage, water, "rays 2")];
  const reefs = [0.1, 0.5, 1].map((near) => ({ near, layer: paintReef(stage, water, near) }));
  const shoal = createShoal(stage, water);
  const motes = createMotes(stage, {
    count: 70,
    colours: [water.light],
    size: 0.0045,
    alpha: 0.3,
    driftX: 0.006,
    driftY: -0.016,
  });
  return (ctx, shot) => {
    const z = 1.1 * (1 + (shot.zoom - 1) * 0.3);
    ctx.imageSmoothingQuality = "high";
    const across = shot.x + shot.orbit;
    ctx.drawImage(
      open.canvas,
      (width - width * z) / 2 - across * width * 0.03,
      Math.min(0, -height * 0.02 + shot.y * height * 0.02),
      width * z,
      height * z,
    );
    shoal(ctx, shot.t, across);
    for (const { near, layer } of reefs) {
      const k = 1 + (shot.zoom - 1 + shot.forward * 0.08) * (0.3 + near * 1.4);
      const x = (width - layer.width * k) / 2 - across * width * lerp(0.015, 0.1, near);
      ctx.drawImage(
        layer.canvas,
        x,
        height * lerp(0.97, 1.08, near) - layer.height * k + shot.y * height * 0.05 * near,
        layer.width * k,
        layer.height * k,
      );
      if (near < 1) drawRays(ctx, stage, rays, shot.t + near * 2);
    }
    motes(ctx, shot);
  };
};

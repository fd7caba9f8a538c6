import { rgb } from "../colour.ts";
import { lerp } from "../numbers.ts";
import { createShafts, paintAir, paintCanopy } from "../paint/canopy.ts";
import { createMotes, type Motes } from "../paint/particles.ts";
import { createWeather } from "../paint/weather.ts";
import { paintRow, rows, type Tint, tintOf } from "../paint/woodland.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

function motesOf(stage: Stage, tint: Tint): Motes {
  const magic = stage.plan.words.some((word) => /^(firefl|enchanted|fairy|magic)/.test(word));
  const drift = { driftX: 0.014, driftY: -0.012, top: 0.25 };
  return magic || stage.mood.dark
    ? { ...drift, count: 46, colours: [rgb("#e6f58a"), rgb("#ffd873")], size: 0.012, alpha: 0.85 }
    : { ...drift, count: 40, colours: [tint.light], size: 0.006, alpha: 0.4 };
}

/** Between trunks that thin out into lit mist. */
export const buildForest: FamilyBuilder = (stage) => {
  const { width, height, mood } = stage;
  const tint = tintOf(stage);
  const sunX = stage.seed % 2 === 0 ? 0.64 : 0.36;
  const air = paintAir(stage, tint, sunX);
  const trunks = Array.from({ length: rows }, (_, i) => {
    const near = i / (rows - 1);
    return {
      near,
      foot: height * lerp(0.7, 1.04, near ** 1.2),
      layer: paintRow(stage, tint, i, height * lerp(0.7, 1.06, near ** 1.2)),
    };
  });
  const canopy = paintCanopy(stage, tint);
  const drawShafts = createShafts(stage, tint, sunX);
  const motes = createMotes(stage, motesOf(stage, tint));
  const weather = createWeather(stage);
  return (ctx, shot) => {
    ctx.drawImage(air.canvas, 0, 0);
    for (const { near, foot, layer } of trunks) {
      const z = 1 + (shot.zoom - 1 + shot.forward * 0.09) * (0.2 + near * 1.9);
      const x = width / 2 - (shot.x + shot.orbit * (near - 0.4)) * width * lerp(0.012, 0.12, near);
      const y = foot + shot.y * height * lerp(0.005, 0.05, near);
      ctx.drawImage(
        layer.canvas,
        x - (layer.width * z) / 2,
        y - layer.height * z,
        layer.width * z,
        layer.height * z,
      );
      if (near > 0.3 && near < 0.9)
        drawShafts(ctx, shot.t + near, mood.dark ? 0.14 : 0.36 * (0.35 + mood.sunStrength));
    }
    const z = 1 + (shot.zoom - 1) * 1.2;
    ctx.drawImage(
      canopy.canvas,
      width / 2 - (canopy.width * z) / 2 - shot.x * width * 0.09,
      -height * 0.02 + shot.y * height * 0.04,
      canopy.width * z,
      canopy.height * z,
    );
    motes(ctx, shot);
    weather(ctx, shot);
  };
};

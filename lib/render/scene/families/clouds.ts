import { mix } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp } from "../numbers.ts";
import { createFlight } from "../paint/flight.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

/** Billows: the rounded sides of noise, large towers here and there. */
function cloudHeight(stage: Stage): (x: number, z: number) => number {
  const noise = createNoise(stage.seed, "billows");
  return (x, z) => {
    const wx = x + fbm(noise, x / 90, z / 90 + 20, 2) * 20;
    const wz = z + fbm(noise, x / 90 + 20, z / 90, 2) * 20;
    let sum = 0;
    let weight = 1;
    let scale = 62;
    for (let i = 0; i < 4; i++) {
      const n = noise(wx / scale + i * 9, wz / scale);
      sum += weight * Math.sqrt(n * n + 0.012);
      weight *= 0.4;
      scale *= 0.47;
    }
    const towers = clamp(fbm(noise, x / 230, z / 230, 2) * 1.6 + 0.35) ** 2;
    return 6 + sum * (15 + 26 * towers);
  };
}

export const buildClouds: FamilyBuilder = (stage) => {
  const { mood } = stage;
  const white = mix([255, 255, 255], mood.sky[2], mood.dark ? 0.3 : 0.12);
  const hollow = mix(mood.ambient, white, 0.45);
  return createFlight(stage, {
    size: 1024,
    cell: 0.8,
    height: cloudHeight(stage),
    albedo: (_x, _z, height, _steep, grain, out) => {
      const k = clamp(height / 26 + grain * 0.06);
      out[0] = hollow[0] + (white[0] - hollow[0]) * k;
      out[1] = hollow[1] + (white[1] - hollow[1]) * k;
      out[2] = hollow[2] + (white[2] - hollow[2]) * k;
    },
    sunElevation: stage.plan.time === "day" ? 0.6 : 0.3,
    hazeHalf: 260,
    mistHeight: 12,
    grainScale: 5,
    horizon: stage.portrait ? 0.48 : 0.44,
    clearance: 15,
    focal: 1,
    far: 900,
    travel: 80,
    sunSide: 0.7,
  });
};

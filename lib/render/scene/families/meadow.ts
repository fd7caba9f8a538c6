import { mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp, smoothstep } from "../numbers.ts";
import { createFlight } from "../paint/flight.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

const terraceWords = new Set(["terrace", "terraces", "tea", "rice", "plantation", "paddy"]);
const bloomColours: readonly [string, Rgb][] = [
  ["lavender", rgb("#8d6fc4")],
  ["wheat", rgb("#d9b562")],
  ["poppy", rgb("#cf4a34")],
  ["poppies", rgb("#cf4a34")],
  ["tulip", rgb("#d8506a")],
  ["sunflower", rgb("#e2b23c")],
  ["sunflowers", rgb("#e2b23c")],
];

function hillHeight(stage: Stage, terraced: boolean): (x: number, z: number) => number {
  const noise = createNoise(stage.seed, "hills");
  return (x, z) => {
    const broad = fbm(noise, x / 190, z / 190, 3) * 0.5 + 0.5;
    const rise =
      12 +
      62 * broad ** 1.3 +
      46 * smoothstep(160, 560, z) * (fbm(noise, x / 120 + 8, z / 120, 2) * 0.5 + 0.5);
    if (!terraced) return rise + 2.4 * fbm(noise, x / 34, z / 34, 2);
    const step = 3.4;
    const level = rise / step + 0.5 * fbm(noise, x / 60, z / 60, 2);
    const part = level - Math.floor(level);
    return (Math.floor(level) + smoothstep(0.74, 1, part)) * step;
  };
}

export const buildMeadow: FamilyBuilder = (stage) => {
  const { plan } = stage;
  const terraced = plan.words.some((word) => terraceWords.has(word));
  const flowers = bloomColours.find(([word]) => plan.words.includes(word))?.[1];
  const grass = rgb(plan.words.includes("autumn") ? "#a08a3e" : "#7fa04a");
  const shade = mix(grass, rgb("#2c4a2c"), 0.62);
  const earth = rgb("#6f5a3c");
  const patches = createNoise(stage.seed, "patches");
  const height = hillHeight(stage, terraced);
  return createFlight(stage, {
    size: 1024,
    cell: 0.8,
    height,
    albedo: (x, z, h, steep, grain, out) => {
      const patch = fbm(patches, x / 46, z / 46, 2);
      const k = clamp(0.34 + 0.34 * patch + 0.5 * grain * (terraced ? 1 : 0.75) + clamp(steep) * 0.3);
      const bare = terraced ? smoothstep(0.7, 1.6, steep) * 0.7 : smoothstep(1, 1.6, steep) * 0.4;
      const rows = flowers
        ? smoothstep(-0.1, 0.5, Math.sin(x * 0.9 + h * 0.4)) * smoothstep(-0.35, 0.1, patch) * 0.8
        : 0;
      for (let c = 0; c < 3; c++) {
        const green = (grass[c] ?? 0) + ((shade[c] ?? 0) - (grass[c] ?? 0)) * k;
        const planted = green + ((flowers?.[c] ?? 0) * (1 + grain * 0.25) - green) * rows;
        out[c] = planted + ((earth[c] ?? 0) - planted) * bare;
      }
    },
    sunElevation: plan.time === "day" ? 0.55 : 0.3,
    hazeHalf: plan.weather === "fog" ? 230 : 330,
    mistHeight: 26,
    grainScale: terraced ? 1.5 : 2.4,
    horizon: stage.portrait ? 0.42 : 0.36,
    clearance: 20,
    focal: 1.1,
    far: 900,
    travel: 70,
    sunSide: 0.8,
  });
};

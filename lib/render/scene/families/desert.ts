import { mix, type Rgb, rgb } from "../colour.ts";
import { createNoise, fbm } from "../noise.ts";
import { clamp } from "../numbers.ts";
import { createFlight } from "../paint/flight.ts";
import type { FamilyBuilder, Stage } from "../stage.ts";

function sandOf(stage: Stage): Rgb {
  const { words, accents } = stage.plan;
  if (words.includes("mars") || words.includes("martian") || accents[0] === "red") return rgb("#c8643c");
  if (accents[0] === "white") return rgb("#e9e2d2");
  return rgb("#e0ab6b");
}

/** Long crests, steep on the lee side, as wind piles them up. */
function duneHeight(stage: Stage): (x: number, z: number) => number {
  const noise = createNoise(stage.seed, "dunes");
  return (x, z) => {
    const bend = fbm(noise, x / 150, z / 150, 2) * 44;
    const across = (z * 0.86 + x * 0.42 + bend) / 62;
    const phase = across - Math.floor(across);
    const rise = phase < 0.74 ? phase / 0.74 : (1 - phase) / 0.26;
    const swell = fbm(noise, x / 210 + 9, z / 210, 3) * 0.5 + 0.5;
    const crest = rise * rise * (3 - 2 * rise) * 0.72 + rise * 0.28;
    return 34 * swell + crest * 25 * (0.35 + 0.85 * swell) + fbm(noise, x / 26, z / 26, 2) * 1.3;
  };
}

export const buildDesert: FamilyBuilder = (stage) => {
  const sand = sandOf(stage);
  const dark = mix(sand, rgb("#7a4a34"), 0.55);
  const ripples = createNoise(stage.seed, "ripples");
  return createFlight(stage, {
    size: 1024,
    cell: 0.8,
    height: duneHeight(stage),
    albedo: (x, z, _height, steep, grain, out) => {
      const ripple = Math.sin((z * 0.9 + x * 0.35) * 2.1 + ripples(x / 9, z / 9) * 3.2);
      const k = clamp(0.16 + 0.1 * ripple * (1 - clamp(steep)) + 0.16 * grain + clamp(steep) * 0.16);
      out[0] = sand[0] + (dark[0] - sand[0]) * k;
      out[1] = sand[1] + (dark[1] - sand[1]) * k;
      out[2] = sand[2] + (dark[2] - sand[2]) * k;
    },
    sunElevation: stage.plan.time === "day" ? 0.6 : 0.27,
    hazeHalf: 300,
    grainScale: 2.1,
    horizon: stage.portrait ? 0.4 : 0.36,
    clearance: 16,
    focal: 1.05,
    far: 900,
    travel: 70,
    sunSide: 0.85,
  });
};

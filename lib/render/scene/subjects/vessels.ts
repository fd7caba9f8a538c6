import { mix, type Rgb, rgb } from "../colour.ts";
import type { LatheLook, Profile } from "../paint/lathe.ts";
import type { Plan } from "../plan.ts";

export type Vessel = {
  look: LatheLook;
  /** Height in shorter sides. */
  tall: number;
  /** Offset of its middle in shorter sides, and how far in front (0) or behind (1) it stands. */
  x: number;
  back: number;
  /** Its top is an opening, not a lid. */
  open: boolean;
};

const profiles = {
  vase: [
    [0, 0.062],
    [0.02, 0.07],
    [0.05, 0.056],
    [0.34, 0.05],
    [0.45, 0.075],
    [0.58, 0.235],
    [0.7, 0.285],
    [0.82, 0.262],
    [0.95, 0.17],
    [1, 0.15],
  ],
  bottle: [
    [0, 0.058],
    [0.03, 0.062],
    [0.05, 0.056],
    [0.3, 0.056],
    [0.4, 0.085],
    [0.47, 0.15],
    [0.52, 0.162],
    [0.96, 0.162],
    [0.99, 0.15],
    [1, 0.13],
  ],
  perfume: [
    [0, 0.1],
    [0.01, 0.115],
    [0.25, 0.115],
    [0.262, 0.075],
    [0.31, 0.075],
    [0.322, 0.2],
    [0.345, 0.262],
    [0.38, 0.28],
    [0.95, 0.28],
    [0.985, 0.268],
    [1, 0.25],
  ],
  cup: [
    [0, 0.4],
    [0.015, 0.405],
    [0.05, 0.392],
    [0.5, 0.352],
    [0.8, 0.27],
    [0.93, 0.2],
    [0.95, 0.2],
    [1, 0.21],
  ],
  jar: [
    [0, 0.3],
    [0.02, 0.32],
    [0.24, 0.32],
    [0.25, 0.3],
    [0.28, 0.3],
    [0.32, 0.35],
    [0.94, 0.35],
    [0.985, 0.33],
    [1, 0.31],
  ],
  ball: [
    [0, 0],
    [0.02, 0.14],
    [0.07, 0.256],
    [0.15, 0.358],
    [0.3, 0.46],
    [0.5, 0.5],
    [0.7, 0.46],
    [0.85, 0.358],
    [0.93, 0.256],
    [0.98, 0.14],
    [1, 0.06],
  ],
  pebble: [
    [0, 0],
    [0.04, 0.28],
    [0.14, 0.52],
    [0.34, 0.76],
    [0.58, 0.84],
    [0.8, 0.72],
    [0.93, 0.5],
    [1, 0.3],
  ],
} as const satisfies Record<string, Profile>;

const clay = rgb("#d9d2c2");
const stone = rgb("#a39d92");

function look(
  profile: Profile,
  albedo: Rgb,
  gloss: number,
  seed: number,
  extra: Partial<LatheLook> = {},
): LatheLook {
  return { profile, albedo, glaze: albedo, gloss, speckle: 0.3, clear: false, seed, ...extra };
}

/** Bodies of the still life, the main one last. */
export function chooseVessels(plan: Plan, accents: readonly [Rgb, Rgb, Rgb, Rgb]): Vessel[] {
  const { subjects, seed } = plan;
  const named = plan.accents.length > 0;
  const main =
    subjects.find((subject) => ["perfume", "bottle", "cup", "jar", "vase", "fruit"].includes(subject)) ??
    "vase";
  const hue = named ? accents[0] : undefined;
  const fruit = named && main !== "fruit" && plan.accents.length > 1 ? accents[1] : rgb("#e08a3a");
  const pebble: Vessel = {
    look: look(profiles.pebble, stone, 0.12, seed + 1),
    tall: 0.07,
    x: -0.27,
    back: 0.1,
    open: false,
  };
  const ball: Vessel = {
    look: look(profiles.ball, fruit, 0.35, seed + 2, { speckle: 0.8 }),
    tall: 0.15,
    x: 0.3,
    back: 0.12,
    open: false,
  };
  const glaze = hue ? mix(hue, clay, 0.18) : rgb("#aebfa9");
  const table: Record<string, Vessel[]> = {
    vase: [
      pebble,
      ball,
      {
        look: look(profiles.vase, hue ? mix(hue, clay, 0.3) : mix(clay, glaze, 0.35), 0.42, seed, {
          glaze,
          speckle: 0.7,
        }),
        tall: 0.6,
        x: 0,
        back: 0.3,
        open: true,
      },
    ],
    bottle: [
      pebble,
      {
        look: look(profiles.bottle, hue ?? rgb("#3d5a44"), 0.95, seed, { speckle: 0, clear: true }),
        tall: 0.66,
        x: 0.02,
        back: 0.3,
        open: true,
      },
    ],
    perfume: [
      pebble,
      {
        look: look(profiles.perfume, hue ?? rgb("#d9a87c"), 1, seed, {
          glaze: rgb("#d8c49a"),
          speckle: 0,
          clear: true,
        }),
        tall: 0.46,
        x: 0,
        back: 0.3,
        open: false,
      },
    ],
    cup: [
      pebble,
      {
        look: look(profiles.cup, hue ?? rgb("#e7ddca"), 0.4, seed, { speckle: 0.7 }),
        tall: 0.27,
        x: 0,
        back: 0.25,
        open: true,
      },
    ],
    jar: [
      pebble,
      {
        look: look(profiles.jar, hue ?? rgb("#efe6da"), 0.6, seed, {
          glaze: mix(hue ?? rgb("#c9a86a"), rgb("#2a2622"), 0.2),
          speckle: 0,
        }),
        tall: 0.32,
        x: 0,
        back: 0.25,
        open: false,
      },
    ],
    fruit: [
      { ...pebble, x: 0.3 },
      { ...ball, x: 0.19, tall: 0.17 },
      {
        look: look(profiles.ball, hue ?? rgb("#d8702c"), 0.4, seed, { speckle: 0.9 }),
        tall: 0.3,
        x: -0.06,
        back: 0.25,
        open: false,
      },
    ],
  };
  return table[main] ?? [];
}

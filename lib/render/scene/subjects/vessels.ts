import { mix, type Rgb, rgb } from "../colour.ts";
import type { LatheLook, Profile } from "../paint/lathe.ts";
import type { Plan } from "../plan.ts";
import { profiles } from "./profiles.ts";

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

type Main = Omit<Vessel, "look"> & { look(hue: Rgb | undefined, seed: number): LatheLook };

const glass = { speckle: 0, clear: true } as const;
const mains = {
  vase: {
    look: (hue, seed) => {
      const glaze = hue ? mix(hue, clay, 0.18) : rgb("#aebfa9");
      const body = hue ? mix(hue, clay, 0.3) : mix(clay, glaze, 0.35);
      return look(profiles.vase, body, 0.42, seed, { glaze, speckle: 0.7 });
    },
    ...{ tall: 0.6, x: 0, back: 0.3, open: true },
  },
  bottle: {
    look: (hue, seed) => look(profiles.bottle, hue ?? rgb("#3d5a44"), 0.95, seed, glass),
    ...{ tall: 0.66, x: 0.02, back: 0.3, open: true },
  },
  perfume: {
    look: (hue, seed) =>
      look(profiles.perfume, hue ?? rgb("#d9a87c"), 1, seed, { ...glass, glaze: rgb("#d8c49a") }),
    ...{ tall: 0.46, x: 0, back: 0.3, open: false },
  },
  cup: {
    look: (hue, seed) => look(profiles.cup, hue ?? rgb("#e7ddca"), 0.4, seed, { speckle: 0.7 }),
    ...{ tall: 0.27, x: 0, back: 0.25, open: true },
  },
  jar: {
    look: (hue, seed) => {
      const glaze = mix(hue ?? rgb("#c9a86a"), rgb("#2a2622"), 0.2);
      return look(profiles.jar, hue ?? rgb("#efe6da"), 0.6, seed, { glaze, speckle: 0 });
    },
    ...{ tall: 0.32, x: 0, back: 0.25, open: false },
  },
  fruit: {
    look: (hue, seed) => look(profiles.ball, hue ?? rgb("#d8702c"), 0.4, seed, { speckle: 0.9 }),
    ...{ tall: 0.3, x: -0.06, back: 0.25, open: false },
  },
} as const satisfies Record<string, Main>;

const isMain = (name: string): name is keyof typeof mains => Object.hasOwn(mains, name);

/** Bodies of the still life, the main one last. */
export function chooseVessels(plan: Plan, accents: readonly [Rgb, Rgb, Rgb, Rgb]): Vessel[] {
  const { seed } = plan;
  const name = plan.subjects.find(isMain) ?? "vase";
  const main: Main = mains[name];
  const hue = plan.accents.length > 0 ? accents[0] : undefined;
  const orange = plan.accents.length > 1 ? accents[1] : rgb("#e08a3a");
  const pebbleLook = look(profiles.pebble, stone, 0.12, seed + 1);
  const ballLook = look(profiles.ball, name === "fruit" ? rgb("#e08a3a") : orange, 0.35, seed + 2, {
    speckle: 0.8,
  });
  const pebble: Vessel = {
    look: pebbleLook,
    tall: 0.07,
    x: name === "fruit" ? 0.3 : -0.27,
    back: 0.1,
    open: false,
  };
  const beside = name === "fruit" ? { x: 0.19, tall: 0.17 } : { x: 0.3, tall: 0.15 };
  const ball: Vessel = { look: ballLook, back: 0.12, open: false, ...beside };
  const companions = name === "vase" || name === "fruit" ? [pebble, ball] : [pebble];
  return [...companions, { ...main, look: main.look(hue, seed) }];
}

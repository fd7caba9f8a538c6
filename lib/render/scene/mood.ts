import { mix, type Rgb, rgb, saturate, scale } from "./colour.ts";
import { airs, daylight, hours, type Sky, sky } from "./hours.ts";
import type { Accent, Grade, Plan } from "./plan.ts";

/** The colours and the light of a scene, shared by all its layers. */
export type Mood = {
  /** Sky from the zenith down to the horizon. */
  sky: Sky;
  /** Sun or moon: colour, height above the horizon (0..1 of the sky), strength 0..1. */
  sun: Rgb;
  sunHeight: number;
  sunStrength: number;
  /** Light in the shadows. */
  ambient: Rgb;
  /** What distance fades into. */
  haze: Rgb;
  /** The nearest silhouettes. */
  ink: Rgb;
  stars: number;
  clouds: number;
  accents: readonly [Rgb, Rgb, Rgb, Rgb];
  /** Factor on chroma of the finished picture. */
  saturation: number;
  dark: boolean;
};

const accentColours: Record<Accent, Rgb> = {
  red: rgb("#d8342c"),
  orange: rgb("#f08a3c"),
  terracotta: rgb("#c9683f"),
  yellow: rgb("#f2c83f"),
  gold: rgb("#e2b45a"),
  green: rgb("#4f9d69"),
  sage: rgb("#9fb39c"),
  teal: rgb("#35b3ab"),
  blue: rgb("#3f78d0"),
  violet: rgb("#8a63d6"),
  pink: rgb("#ec5fa0"),
  white: rgb("#f3efe6"),
  black: rgb("#26262a"),
};

const saturations: Record<Grade, number> = {
  natural: 1,
  neon: 1.12,
  pastel: 0.78,
  mono: 0,
  muted: 0.62,
  vivid: 1.22,
};

const neon: Mood["accents"] = [rgb("#ff3fa4"), rgb("#2fd9f2"), rgb("#ffb454"), rgb("#8b5cff")];
const lamps: Mood["accents"] = [rgb("#ffc67a"), rgb("#ffe2b0"), rgb("#f2995a"), rgb("#9fc4e8")];

function accentsOf(plan: Plan): Mood["accents"] {
  const base = plan.grade === "neon" ? neon : lamps;
  const named = plan.accents.map((accent) => accentColours[accent]);
  const at = (i: number): Rgb => named[i] ?? base[i] ?? lamps[0];
  return [at(0), at(1), at(2), at(3)];
}

/** Neon nights are violet before they are black. */
const neonSky = sky("#070816", "#150f38", "#43195f", "#a52c7c");

export function moodOf(plan: Plan): Mood {
  const hour = hours[plan.time];
  const air = airs[plan.weather];
  const dark = plan.time === "night" || plan.time === "dusk";
  const glow = plan.grade === "neon" && dark;
  const stops = glow ? neonSky : hour.sky;
  const pastel = (colour: Rgb): Rgb =>
    plan.grade === "pastel" ? mix(saturate(colour, 0.9), rgb("#fff4ee"), 0.22) : colour;
  const veiled = (colour: Rgb, stop: 0 | 1 | 2 | 3, part = 1): Rgb =>
    pastel(mix(colour, scale(air.veil[stop], daylight[plan.time]), air.cover * part));
  return {
    sky: [veiled(stops[0], 0), veiled(stops[1], 1), veiled(stops[2], 2), veiled(stops[3], 3)],
    sun: veiled(hour.sun, 3, 0.5),
    sunHeight: hour.sunHeight,
    sunStrength: hour.sunStrength * air.sun,
    ambient: veiled(glow ? rgb("#221a46") : hour.ambient, 1, 0.8),
    haze: veiled(glow ? rgb("#5a2468") : hour.haze, 2),
    ink: veiled(hour.ink, 0, 0.35),
    stars: hour.stars * air.stars,
    clouds: air.clouds,
    accents: accentsOf(plan),
    saturation: saturations[plan.grade],
    dark,
  };
}

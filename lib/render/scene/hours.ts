import { type Rgb, rgb } from "./colour.ts";
import type { Time, Weather } from "./plan.ts";

/** Sky colours from the zenith down to the horizon. */
export type Sky = readonly [Rgb, Rgb, Rgb, Rgb];

type Hour = {
  sky: Sky;
  sun: Rgb;
  /** Above the horizon, 0..1 of the sky. */
  sunHeight: number;
  sunStrength: number;
  ambient: Rgb;
  haze: Rgb;
  ink: Rgb;
  stars: number;
};

export const sky = (a: string, b: string, c: string, d: string): Sky => [rgb(a), rgb(b), rgb(c), rgb(d)];

export const hours: Record<Time, Hour> = {
  dawn: {
    sky: sky("#22324f", "#566a8c", "#c9a095", "#f6d3a6"),
    sun: rgb("#ffe6c0"),
    sunHeight: 0.16,
    sunStrength: 0.8,
    ambient: rgb("#44506b"),
    haze: rgb("#cdb2a2"),
    ink: rgb("#1a202b"),
    stars: 0,
  },
  day: {
    sky: sky("#245c94", "#4a8bbd", "#9cc6dc", "#dfe8e4"),
    sun: rgb("#fff3dc"),
    sunHeight: 0.62,
    sunStrength: 0.75,
    ambient: rgb("#5b7791"),
    haze: rgb("#bccfd6"),
    ink: rgb("#1d2a2e"),
    stars: 0,
  },
  golden: {
    sky: sky("#2c3f60", "#6a6c85", "#d99a68", "#ffd79a"),
    sun: rgb("#ffd594"),
    sunHeight: 0.2,
    sunStrength: 1,
    ambient: rgb("#544a63"),
    haze: rgb("#dcae84"),
    ink: rgb("#211a1e"),
    stars: 0,
  },
  dusk: {
    sky: sky("#12183a", "#332f63", "#93527c", "#f0906c"),
    sun: rgb("#ffa577"),
    sunHeight: 0.06,
    sunStrength: 0.75,
    ambient: rgb("#2d2b50"),
    haze: rgb("#7a5478"),
    ink: rgb("#110f1f"),
    stars: 0.35,
  },
  night: {
    sky: sky("#04070f", "#091226", "#132645", "#2a4769"),
    sun: rgb("#dfe9ff"),
    sunHeight: 0.58,
    sunStrength: 0.5,
    ambient: rgb("#101a30"),
    haze: rgb("#1f3350"),
    ink: rgb("#04070d"),
    stars: 1,
  },
};

/** `veil` is the sky of the weather itself at noon, `cover` how much of the hour it hides. */
type Air = { cover: number; veil: Sky; clouds: number; sun: number; stars: number };
const none: Sky = sky("#000000", "#000000", "#000000", "#000000");
export const airs: Record<Weather, Air> = {
  clear: { cover: 0, veil: none, clouds: 0.42, sun: 1, stars: 1 },
  rain: {
    cover: 0.72,
    veil: sky("#2c3a45", "#4a5b67", "#748690", "#9fadb2"),
    clouds: 0.85,
    sun: 0.16,
    stars: 0,
  },
  snow: {
    cover: 0.62,
    veil: sky("#6f8194", "#92a3b2", "#b6c3cc", "#d9e0e2"),
    clouds: 0.7,
    sun: 0.3,
    stars: 0.15,
  },
  fog: {
    cover: 0.5,
    veil: sky("#7f8d93", "#9aa6a9", "#b7bfbe", "#cfd3cf"),
    clouds: 0.3,
    sun: 0.5,
    stars: 0.1,
  },
  storm: {
    cover: 0.9,
    veil: sky("#1b252d", "#34434d", "#66777f", "#94a2a5"),
    clouds: 1,
    sun: 0.08,
    stars: 0,
  },
  aurora: { cover: 0, veil: none, clouds: 0.1, sun: 0.5, stars: 1 },
  overcast: {
    cover: 0.72,
    veil: sky("#56646e", "#7a8890", "#9da8ab", "#c0c6c4"),
    clouds: 0.9,
    sun: 0.15,
    stars: 0,
  },
};
export const daylight: Record<Time, number> = { dawn: 0.9, day: 1, golden: 0.88, dusk: 0.56, night: 0.34 };

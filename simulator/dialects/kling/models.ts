import { Refused } from "#simulator/dialect.ts";
import { entryOf } from "../request.ts";

type Audio = "off" | "native" | "original";

/** What a model of the new standard takes. Prices in micro-USD a second, from the price list of 2026-11-20. */
export type KlingModel = {
  routes: readonly string[];
  seconds: readonly number[];
  audio: readonly Audio[];
  soundAlways: boolean;
  multiShot: boolean;
  promptMax: number;
  lastFrame: "never" | "1080p" | "always";
  prices: Record<string, { silent: number; sound: number; withVideo?: number }>;
};

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const video = ["text-to-video", "image-to-video"];
const same = (micros: number) => ({ silent: micros, sound: micros });

const klingModels: Record<string, KlingModel> = {
  "kling-3.0-turbo": {
    routes: video,
    seconds: range(3, 15),
    audio: [],
    soundAlways: true,
    multiShot: false,
    promptMax: 3072,
    lastFrame: "never",
    prices: { "720p": same(112_000), "1080p": same(140_000) },
  },
  "kling-3.0": {
    routes: [...video, "motion-control"],
    seconds: range(3, 15),
    audio: ["off", "native"],
    soundAlways: false,
    multiShot: true,
    promptMax: 3072,
    lastFrame: "always",
    prices: {
      "720p": { silent: 84_000, sound: 126_000, withVideo: 126_000 },
      "1080p": { silent: 112_000, sound: 168_000, withVideo: 168_000 },
      "4k": same(420_000),
    },
  },
  "kling-3.0-omni": {
    routes: ["omni-video"],
    seconds: range(3, 15),
    audio: ["off", "native", "original"],
    soundAlways: false,
    multiShot: true,
    promptMax: 3072,
    lastFrame: "always",
    prices: {
      "720p": { silent: 84_000, sound: 112_000, withVideo: 126_000 },
      "1080p": { silent: 112_000, sound: 140_000, withVideo: 168_000 },
      "4k": same(420_000),
    },
  },
  "kling-o1": {
    routes: ["omni-video"],
    seconds: range(3, 10),
    audio: ["off", "original"],
    soundAlways: false,
    multiShot: false,
    promptMax: 2500,
    lastFrame: "always",
    prices: {
      "720p": { ...same(84_000), withVideo: 126_000 },
      "1080p": { ...same(112_000), withVideo: 168_000 },
    },
  },
  "kling-2.6": {
    routes: [...video, "motion-control"],
    seconds: [5, 10],
    audio: ["off", "native"],
    soundAlways: false,
    multiShot: false,
    promptMax: 2500,
    lastFrame: "1080p",
    prices: {
      "720p": { ...same(42_000), withVideo: 70_000 },
      "1080p": { silent: 70_000, sound: 140_000, withVideo: 112_000 },
    },
  },
  "kling-2.5-turbo": {
    routes: video,
    seconds: [5, 10],
    audio: [],
    soundAlways: false,
    multiShot: false,
    promptMax: 2500,
    lastFrame: "1080p",
    prices: { "720p": same(42_000), "1080p": same(70_000) },
  },
};

/** The older names and what they are priced like; `std` is 720p and `pro` 1080p. */
export const legacyModels: Record<
  string,
  { perSecond: Record<string, number>; long: boolean; sound: boolean }
> = {
  "kling-v1": { perSecond: { std: 28_000, pro: 56_000 }, long: false, sound: false },
  "kling-v1-5": { perSecond: { std: 28_000, pro: 56_000 }, long: false, sound: false },
  "kling-v1-6": { perSecond: { std: 56_000, pro: 98_000 }, long: false, sound: false },
  "kling-v2-master": { perSecond: { std: 280_000, pro: 280_000 }, long: false, sound: false },
  "kling-v2-1": { perSecond: { std: 56_000, pro: 98_000 }, long: false, sound: false },
  "kling-v2-1-master": { perSecond: { std: 280_000, pro: 280_000 }, long: false, sound: false },
  "kling-v2-5-turbo": { perSecond: { std: 42_000, pro: 70_000 }, long: false, sound: false },
  "kling-v2-6": { perSecond: { std: 42_000, pro: 70_000, sound: 140_000 }, long: false, sound: true },
  "kling-v3": {
    perSecond: { std: 84_000, pro: 112_000, "4k": 420_000, sound: 168_000 },
    long: true,
    sound: true,
  },
  "kling-video-o1": { perSecond: { std: 84_000, pro: 112_000 }, long: true, sound: false },
  "kling-v3-omni": {
    perSecond: { std: 84_000, pro: 112_000, "4k": 420_000, sound: 140_000 },
    long: true,
    sound: true,
  },
};

/** The model behind a route of the new standard. Throws `Refused` where there is none. */
export function klingModel(route: string, name: string): KlingModel {
  const model = entryOf(klingModels, name);
  if (model === undefined || !model.routes.includes(route))
    throw new Refused("missing", `The requested resource does not exist: model ${name}`);
  return model;
}

import { Refused } from "#simulator/dialect.ts";
import { pixelsOf, type Size, sizeOf } from "../picture.ts";
import { entryOf } from "../request.ts";

/** What a model takes. `prices` in micro-USD a token (USD for a million), from the price pages of 2026-11-20. */
export type SeedanceModel = {
  series: "1.0" | "1.5" | "2.0" | "2.5";
  text: boolean;
  firstFrame: boolean;
  lastFrame: boolean;
  references: boolean;
  seconds: { min: number; max: number; auto: boolean };
  resolutions: readonly string[];
  /** Fields beyond those that every model takes. */
  fields: readonly string[];
  prices: (asked: { resolution: string; withVideo: boolean; audio: boolean; flex: boolean }) => number;
};

const frames = { text: true, firstFrame: true, lastFrame: true };
const older = ["seed", "camera_fixed"];
const second = ["generate_audio", "priority"];

const two = (silent: number, withVideo: number, more: Partial<SeedanceModel> = {}): SeedanceModel => ({
  series: "2.0",
  ...frames,
  references: true,
  seconds: { min: 4, max: 15, auto: false },
  resolutions: ["480p", "720p"],
  fields: second,
  prices: (asked) => (asked.withVideo ? withVideo : silent),
  ...more,
});

const one = (price: number, flex: number, more: Partial<SeedanceModel> = {}): SeedanceModel => ({
  series: "1.0",
  ...frames,
  references: false,
  seconds: { min: 2, max: 12, auto: false },
  resolutions: ["480p", "720p", "1080p"],
  fields: [...older, "frames"],
  prices: (asked) => (asked.flex ? flex : price),
  ...more,
});

const perResolution = (table: Record<string, [number, number]>): SeedanceModel["prices"] => {
  return ({ resolution, withVideo }) => table[resolution]?.[withVideo ? 1 : 0] ?? 0;
};

const seedanceModels: Record<string, SeedanceModel> = {
  "seedance-2-5-260628": two(0, 0, {
    series: "2.5",
    seconds: { min: 4, max: 30, auto: true },
    resolutions: ["480p", "720p", "1080p"],
    fields: [...second, "draft", "omni_reference_task_type", "output_format"],
    prices: perResolution({ "480p": [10.7, 6.4], "720p": [10.7, 6.4], "1080p": [11.7, 7] }),
  }),
  "seedance-2-0-260128": two(0, 0, {
    seconds: { min: 4, max: 15, auto: true },
    resolutions: ["480p", "720p", "1080p", "4k"],
    fields: [...second, "tools"],
    prices: perResolution({ "480p": [7, 4.3], "720p": [7, 4.3], "1080p": [7.7, 4.7], "4k": [4, 2.4] }),
  }),
  "seedance-2-0-fast-260128": two(5.6, 3.3, { fields: [...second, "tools"] }),
  "seedance-2-0-mini-260615": two(3.5, 2.1),
  "seedance-1-5-pro-251215": one(0, 0, {
    series: "1.5",
    seconds: { min: 4, max: 12, auto: false },
    fields: [...older, "generate_audio", "draft"],
    prices: ({ audio, flex }) => (audio ? 2.4 : 1.2) / (flex ? 2 : 1),
  }),
  "seedance-1-0-pro-250528": one(2.5, 1.25),
  "seedance-1-0-pro-fast-251015": one(1, 0.5, { lastFrame: false }),
  "seedance-1-0-lite-t2v-250428": one(1.8, 0.9, {
    firstFrame: false,
    lastFrame: false,
    resolutions: ["480p", "720p"],
  }),
  "seedance-1-0-lite-i2v-250428": one(1.8, 0.9, {
    text: false,
    references: true,
    resolutions: ["480p", "720p"],
  }),
};

/** The model behind an id with its regional prefix. Throws `Refused` where there is none. */
export function seedanceModel(id: string): SeedanceModel {
  const bare = id.replace(/^(dreamina|doubao)-/, "");
  const model = entryOf(seedanceModels, bare);
  const prefixed = bare !== id;
  if (model === undefined || (model.series.startsWith("2") && !prefixed))
    throw new Refused(
      "missing",
      `The model or endpoint ${id} does not exist or you do not have access to it.`,
    );
  return model;
}

const sizes: Record<string, Record<string, string>> = {
  "480p": {
    "21:9": "992:432",
    "16:9": "864:496",
    "4:3": "752:560",
    "1:1": "640:640",
    "3:4": "560:752",
    "9:16": "496:864",
  },
  "720p": {
    "21:9": "1470:630",
    "16:9": "1280:720",
    "4:3": "1112:834",
    "1:1": "960:960",
    "3:4": "834:1112",
    "9:16": "720:1280",
  },
  "1080p": {
    "21:9": "2206:946",
    "16:9": "1920:1088",
    "4:3": "1664:1248",
    "1:1": "1440:1440",
    "3:4": "1248:1664",
    "9:16": "1088:1920",
  },
  "4k": {
    "21:9": "3840:1646",
    "16:9": "3840:2160",
    "4:3": "3840:2880",
    "1:1": "3840:3840",
    "3:4": "2880:3840",
    "9:16": "2160:3840",
  },
};

/** 2.0 alone makes 1080p with 1088 lines; 2.5 makes 480p with 854 columns. */
const exceptions: Record<string, string> = {
  "2.5 480p 16:9": "854:480",
  "2.5 480p 9:16": "480:854",
  "2.5 1080p 16:9": "1920:1080",
  "2.5 1080p 9:16": "1080:1920",
  "1.5 1080p 16:9": "1920:1080",
  "1.5 1080p 9:16": "1080:1920",
  "1.0 1080p 16:9": "1920:1080",
  "1.0 1080p 9:16": "1080:1920",
};

/** The ratio of the table that is nearest to a picture's own. */
export function nearestRatio({ width, height }: Size): string {
  const distance = (ratio: string) => {
    const size = sizeOf(ratio, 720);
    return Math.abs(Math.log(size.width / size.height / (width / height)));
  };
  const ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"];
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}

export function seedanceSize(series: string, resolution: string, ratio: string): Size {
  return pixelsOf(exceptions[`${series} ${resolution} ${ratio}`] ?? sizes[resolution]?.[ratio] ?? "1280:720");
}

/** Tokens that a task reports: every frame of 24 a second and one more, by 1024 pixels. */
export function tokensOf(size: Size, seconds: number): number {
  return Math.floor((size.width * size.height * (24 * seconds + 1)) / 1024);
}

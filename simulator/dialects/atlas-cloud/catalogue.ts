import { z } from "zod";
import { Refused } from "#simulator/dialect.ts";
import { areaSizeOf, type Size, shortSideOf } from "../picture.ts";
import { seedanceSize } from "../seedance/models.ts";

/** One entry of the catalogue: its own parameters, beside `model` and `webhook_url`, and its price in micro-USD. */
export type Entry = {
  model: string;
  displayName: string;
  family: "kling" | "seedance";
  mode: "text" | "image";
  unit: "second" | "generation";
  micros: number;
  minDuration: number;
  fields: z.ZodType<Fields>;
  /** Seconds, sound and size of what comes out; `source` is the first picture's size. */
  frame(fields: Fields, source: Size | undefined): Size;
};

export type Fields = {
  prompt?: string | undefined;
  duration?: number | undefined;
  aspect_ratio?: string | undefined;
  ratio?: string | undefined;
  resolution?: string | undefined;
  sound?: boolean | undefined;
  generate_audio?: boolean | undefined;
  image?: string | undefined;
  image_url?: string | undefined;
  images?: string[] | undefined;
};

const image = z.string().min(1);
const routing = { model: z.string(), webhook_url: z.string().optional() };

const klingFields = {
  ...routing,
  prompt: z.string().min(1).max(2500),
  negative_prompt: z.string().max(2500).optional(),
  duration: z.int().min(3).max(15).optional(),
  aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).optional(),
  cfg_scale: z.number().min(0).max(1).optional(),
  sound: z.boolean().optional(),
  voice_list: z.array(z.string()).optional(),
};
const klingImage = {
  image: image.optional(),
  image_url: image.optional(),
  images: z.array(image).max(1).optional(),
  end_image: image.optional(),
};

const ratio = z.enum(["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"]).optional();
const seedanceFields = (min: number, max: number) => ({
  ...routing,
  prompt: z.string().min(1),
  duration: z.union([z.literal(-1), z.int().min(min).max(max)]).optional(),
  ratio,
  aspect_ratio: ratio,
  resolution: z.enum(["480p", "720p", "1080p"]).optional(),
  generate_audio: z.boolean().optional(),
  watermark: z.boolean().optional(),
  web_search: z.boolean().optional(),
});
const seedanceImage = { image, last_image: image.optional() };

function kling(tier: string, version: string, micros: number): Entry[] {
  const side = tier === "std" ? "720p" : "1080p";
  return (["text", "image"] as const).map((mode) => ({
    model: `kwaivgi/kling-v${version}-${tier}/${mode}-to-video`,
    displayName: `Kling ${version} ${tier}`,
    family: "kling",
    mode,
    unit: "second",
    micros,
    minDuration: 3,
    fields: z.strictObject(mode === "text" ? klingFields : { ...klingFields, ...klingImage }),
    frame: ({ aspect_ratio }, source) => {
      const own = source ? `${source.width}:${source.height}` : "16:9";
      return areaSizeOf(aspect_ratio ?? own, shortSideOf(side));
    },
  }));
}

function seedance(
  version: string,
  series: string,
  unit: Entry["unit"],
  micros: number,
  max: number,
): Entry[] {
  const seed = series === "1.5" ? { seed: z.int().min(-1).optional() } : {};
  const fields = { ...seedanceFields(4, max), ...seed };
  return (["text", "image"] as const).map((mode) => ({
    model: `bytedance/seedance-${version}/${mode}-to-video`,
    displayName: `Seedance ${version}`,
    family: "seedance",
    mode,
    unit,
    micros,
    minDuration: 4,
    fields: z.strictObject(mode === "text" ? fields : { ...fields, ...seedanceImage }),
    frame: ({ resolution = "720p", ...asked }, source) => {
      const named = asked.ratio ?? asked.aspect_ratio ?? (source ? "adaptive" : "16:9");
      if (named !== "adaptive" || source === undefined)
        return seedanceSize(series, resolution, named === "adaptive" ? "16:9" : named);
      return areaSizeOf(`${source.width}:${source.height}`, shortSideOf(resolution));
    },
  }));
}

/** Prices from the model pages and the client's list, read 2026-11-20. */
export const catalogue: readonly Entry[] = [
  ...kling("std", "3.0", 71_000),
  ...kling("pro", "3.0", 95_000),
  ...kling("turbo", "3.0", 95_000),
  ...seedance("2.5", "2.5", "second", 134_000, 30),
  ...seedance("2.0", "2.0", "second", 127_000, 15),
  ...seedance("2.0-fast", "2.0", "second", 101_000, 15),
  ...seedance("v1.5-pro", "1.5", "generation", 222_000, 12),
];

/** Throws `Refused` where the catalogue has no such model. */
export function requireEntry(model: string): Entry {
  const entry = catalogue.find((one) => one.model === model);
  if (entry === undefined) throw new Refused("missing", `model ${model} not found`);
  return entry;
}

/** An entry as `GET /models` shows it; prices are text in USD. */
export function entryView(entry: Entry, origin: string) {
  const price = { base_price: (entry.micros / 1e6).toFixed(6), unit: entry.unit };
  return {
    uuid: Buffer.from(entry.model).toString("hex").slice(0, 32),
    model: entry.model,
    type: "Video",
    displayName: entry.displayName,
    profile: "",
    tags: [entry.mode === "text" ? "Text-to-Video" : "Image-to-Video"],
    categories: ["video"],
    schema: `${origin}/atlas-cloud/schema/${entry.model}.json`,
    readme: "",
    example: "",
    organization: entry.model.split("/")[0],
    familyName: entry.family,
    minDuration: entry.minDuration,
    price: { discount: "100", actual: price, origin: price },
  };
}

import { z } from "zod";
import { areaSizeOf, type Size, shortSideOf, sizeOf } from "../picture.ts";
import { nearestRatio, seedanceSize } from "../seedance/models.ts";

const dataUriMax = 256 * 1024;

const file = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) || value.startsWith("data:"), "Does not match format 'uri'")
  .refine(
    (value) => !value.startsWith("data:") || value.length <= dataUriMax,
    "The data URI is larger than 256 kB",
  );

/** What pace, price and picture depend on, whatever the model calls its fields. */
export type Asked = {
  prompt: string;
  seconds: number;
  size: Size;
  audio: boolean;
  priceMicros: number;
};

/** One official model: its input schema and what an input amounts to. Prices in micro-USD. */
export type OfficialModel = {
  description: string;
  input: z.ZodType<Record<string, unknown>>;
  /** The field that holds the first frame. */
  imageField: string;
  read(input: unknown, source: Size | undefined): Asked;
};

const ratioOf = (size: Size | undefined, asked: string): string =>
  size ? `${size.width}:${size.height}` : asked;

const seedanceInput = z.strictObject({
  prompt: z.string().min(1),
  image: file.optional(),
  last_frame_image: file.optional(),
  duration: z.int().min(2).max(12).default(5),
  resolution: z.enum(["480p", "720p", "1080p"]).default("1080p"),
  aspect_ratio: z.enum(["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "9:21"]).default("16:9"),
  fps: z.literal(24).default(24),
  camera_fixed: z.boolean().default(false),
  seed: z.int().nullish(),
});

function seedance(prices: Record<string, number>): OfficialModel {
  return {
    description: "Video from text or a first frame",
    input: seedanceInput,
    imageField: "image",
    read(value, source) {
      const { prompt, duration, resolution, aspect_ratio } = seedanceInput.parse(value);
      const ratio = source ? nearestRatio(source) : aspect_ratio;
      const priceMicros = (prices[resolution] ?? 0) * duration;
      return {
        prompt,
        seconds: duration,
        size: seedanceSize("1.0", resolution, ratio),
        audio: false,
        priceMicros,
      };
    },
  };
}

const klingInput = z.strictObject({
  prompt: z.string().min(1).max(2500),
  negative_prompt: z.string().max(2500).optional(),
  start_image: file.optional(),
  end_image: file.optional(),
  aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
  duration: z.union([z.literal(5), z.literal(10)]).default(5),
  guidance_scale: z.number().min(0).max(1).optional(),
});

const kling: OfficialModel = {
  description: "Kling 2.5 Turbo Pro",
  input: klingInput,
  imageField: "start_image",
  read(value, source) {
    const { prompt, duration, aspect_ratio } = klingInput.parse(value);
    const size = areaSizeOf(ratioOf(source, aspect_ratio), 1080);
    return { prompt, seconds: duration, size, audio: false, priceMicros: 70_000 * duration };
  },
};

const veoInput = z.strictObject({
  prompt: z.string().min(1),
  negative_prompt: z.string().optional(),
  image: file.optional(),
  last_frame: file.optional(),
  reference_images: z.array(file).max(3).optional(),
  duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).default(8),
  resolution: z.enum(["720p", "1080p"]).default("1080p"),
  aspect_ratio: z.enum(["16:9", "9:16"]).default("16:9"),
  generate_audio: z.boolean().default(true),
  seed: z.int().nullish(),
});

const veo: OfficialModel = {
  description: "Veo 3.1",
  input: veoInput,
  imageField: "image",
  read(value) {
    const { prompt, duration, resolution, aspect_ratio, generate_audio } = veoInput.parse(value);
    const size = sizeOf(aspect_ratio, shortSideOf(resolution));
    const priceMicros = (generate_audio ? 400_000 : 200_000) * duration;
    return { prompt, seconds: duration, size, audio: generate_audio, priceMicros };
  },
};

/** Prices of Seedance 1 Pro as the product's card holds them; the others as their makers' own, unverified. */
export const officialModels: Record<string, OfficialModel> = {
  "bytedance/seedance-1-pro": seedance({ "480p": 30_000, "720p": 60_000, "1080p": 150_000 }),
  "bytedance/seedance-1-lite": seedance({ "480p": 18_000, "720p": 36_000, "1080p": 72_000 }),
  "kwaivgi/kling-v2.5-turbo-pro": kling,
  "google/veo-3.1": veo,
};

const communityInput = z.looseObject({ prompt: z.string().default("") });

/** A pinned version of anybody's model takes any input and is paid by the second of an A100. */
export const communityModel: OfficialModel = {
  description: "A model of the community",
  input: communityInput,
  imageField: "image",
  read(value) {
    const { prompt } = communityInput.parse(value);
    return { prompt, seconds: 5, size: { width: 1280, height: 720 }, audio: false, priceMicros: 1_400 * 60 };
  },
};

import { z } from "zod";
import { instant } from "./instant.ts";
import { aspectRatio, tier } from "./platform.ts";

export const workflowTypes = ["text-to-video", "image-to-video"] as const;
export const workflowType = z.enum(workflowTypes);
export type WorkflowType = z.infer<typeof workflowType>;

/** What a model can be asked for: the two video workflows, and stills with or without a source image. */
export const modelModes = [...workflowTypes, "text-to-image", "image-to-image"] as const;
export const modelMode = z.enum(modelModes);
export type ModelMode = z.infer<typeof modelMode>;

export const resolutions = ["480p", "720p", "768p", "1080p", "1k", "2k", "4k"] as const;
export const resolution = z.enum(resolutions);
export type Resolution = z.infer<typeof resolution>;

/** One native picture size of a model, in pixels. */
export const pictureFormat = z.strictObject({
  aspectRatio,
  resolution,
  width: z.int().min(16),
  height: z.int().min(16),
  /** Where a size is made in some of the model's durations only. */
  durations: z.array(z.int().min(1)).min(1).optional(),
});
export type PictureFormat = z.infer<typeof pictureFormat>;

/** Micro-USD per unit; null in `resolution` or `audio` means that it makes no difference. */
export const modelPrice = z.strictObject({
  per: z.enum(["second", "video", "image"]),
  resolution: resolution.nullable(),
  audio: z.boolean().nullable(),
  micros: z.int().min(0),
});
export type ModelPrice = z.infer<typeof modelPrice>;

/** `optional`: made on request. `always`: cannot be left out. */
export const audioSupports = ["never", "optional", "always"] as const;
export const audioSupport = z.enum(audioSupports);

/** Where a card's figures were read, and when. */
export const figureSource = z.strictObject({
  figures: z.enum(["limits", "prices", "behaviour", "sunset"]),
  source: z.string().min(1),
  readAt: z.iso.date(),
  confidence: z.enum(["official", "sdk", "observed", "third-party", "unverified"]),
});

/** What a model takes, costs and promises. Durations in seconds, prices in micro-USD, sizes in pixels and bytes. */
export const modelCard = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "kebab-case, dots allowed"),
  provider: z.string().min(1),
  /** What the vendor calls the model in a request. */
  nativeModel: z.string().min(1),
  name: z.string().min(1),
  vendor: z.string().min(1),
  summary: z.string().min(1),
  /** A storyboard stands in for footage and never takes over from it. */
  picture: z.enum(["footage", "storyboard"]),
  modes: z.array(modelMode).min(1),
  /** Whole seconds, ascending; empty for stills. */
  durations: z.array(z.int().min(1)),
  formats: z.array(pictureFormat).min(1),
  /** The resolution each tier is made in; null where the tier is not offered. */
  tiers: z.strictObject({ draft: resolution.nullable(), final: resolution.nullable() }),
  sourceImages: z.strictObject({
    max: z.int().min(0),
    bytesMax: z.int().min(1),
    sidePixelsMin: z.int().min(1),
  }),
  audio: audioSupport,
  seed: z.boolean(),
  negativePrompt: z.boolean(),
  promptLengthMax: z.int().min(1),
  prices: z.array(modelPrice).min(1),
  webhook: z.boolean(),
  cancel: z.boolean(),
  progress: z.boolean(),
  /** The vendor recognises a repeated submission, so that a lost answer may be asked for again. */
  idempotentSubmit: z.boolean(),
  expectedSeconds: z.int().min(1),
  deadlineSeconds: z.int().min(1),
  pollIntervalSeconds: z.int().min(1),
  attemptsMax: z.int().min(1),
  concurrencyMax: z.int().min(1),
  submitsPerMinuteMax: z.int().min(1),
  /** Ids of the cards that may take over, first choice first. */
  fallbacks: z.array(z.string()),
  sunsetAt: z.iso.date().nullable(),
  successor: z.string().nullable(),
  sources: z.array(figureSource).min(1),
});
export type ModelCard = z.infer<typeof modelCard>;

export const estimateView = z
  .object({ p50Seconds: z.number(), p95Seconds: z.number(), samples: z.int() })
  .nullable();
export type EstimateView = z.infer<typeof estimateView>;

/** A card as the API lists it. `available` is false without a key, after the last intake, and for retired models. */
export const modelView = modelCard
  .omit({ nativeModel: true, pollIntervalSeconds: true, attemptsMax: true })
  .strip()
  .extend({
    aspectRatios: z.array(aspectRatio),
    resolutions: z.array(resolution),
    offeredTiers: z.array(tier),
    /** The lowest price of a second (or still), for sorting and for "from $0.05". */
    price: z.object({ per: modelPrice.shape.per, fromMicros: z.int(), toMicros: z.int() }),
    retired: z.boolean(),
    lastIntakeAt: instant.nullable(),
    available: z.boolean(),
    unavailableReason: z.string().nullable(),
    simulated: z.boolean(),
    estimate: estimateView,
  })
  .meta({ id: "Model" });
export type ModelView = z.infer<typeof modelView>;

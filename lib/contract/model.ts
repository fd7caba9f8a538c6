import { z } from "zod";
import { aspectRatio, tier } from "./platform.ts";

export const workflowTypes = ["text-to-video", "image-to-video"] as const;
export const workflowType = z.enum(workflowTypes);
export type WorkflowType = z.infer<typeof workflowType>;

/** What a model takes, costs and promises. Durations in seconds, prices in micro-USD per second of video. */
export const modelCard = z.strictObject({
  id: z.string(),
  provider: z.string(),
  name: z.string(),
  vendor: z.string(),
  summary: z.string(),
  modes: z.array(workflowType).min(1),
  durationSecondsMin: z.int().min(1),
  durationSecondsMax: z.int().min(1),
  aspectRatios: z.array(aspectRatio).min(1),
  tiers: z.array(tier).min(1),
  sourceImagesMax: z.int().min(0),
  audio: z.boolean(),
  seed: z.boolean(),
  negativePrompt: z.boolean(),
  promptLengthMax: z.int().min(1),
  priceMicrosPerSecond: z.int().min(0),
  webhook: z.boolean(),
  cancel: z.boolean(),
  progress: z.boolean(),
  idempotentSubmit: z.boolean(),
  expectedSeconds: z.int().min(1),
  deadlineSeconds: z.int().min(1),
  pollIntervalSeconds: z.int().min(1),
  attemptsMax: z.int().min(1),
  fallbacks: z.array(z.string()),
  sunsetAt: z.iso.date().nullable(),
});
export type ModelCard = z.infer<typeof modelCard>;

/** Seconds from queued to ready on this installation; null until something has finished. */
export const estimateView = z
  .object({ p50Seconds: z.number(), p95Seconds: z.number(), samples: z.int() })
  .nullable();
export type EstimateView = z.infer<typeof estimateView>;

export const modelView = modelCard
  .pick({
    id: true,
    provider: true,
    name: true,
    vendor: true,
    summary: true,
    modes: true,
    durationSecondsMin: true,
    durationSecondsMax: true,
    aspectRatios: true,
    tiers: true,
    sourceImagesMax: true,
    audio: true,
    seed: true,
    negativePrompt: true,
    promptLengthMax: true,
    priceMicrosPerSecond: true,
    sunsetAt: true,
  })
  .strip()
  .extend({ estimate: estimateView })
  .meta({ id: "Model" });
export type ModelView = z.infer<typeof modelView>;

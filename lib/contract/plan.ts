import { z } from "zod";
import { workflowType } from "./model.ts";
import { aspectRatio, platform, tier } from "./platform.ts";

export const useCases = ["social-clip", "product-shot", "narrative", "explainer", "ambient"] as const;
export const useCase = z.enum(useCases);
export type UseCase = z.infer<typeof useCase>;

/** `fast` prefers what delivers soonest here; `any` leaves the order to the route table. */
export const speeds = ["any", "fast"] as const;
export const speed = z.enum(speeds);
export type Speed = z.infer<typeof speed>;

export const differenceFields = [
  "duration",
  "audio",
  "aspectRatio",
  "resolution",
  "picture",
  "price",
] as const;

/** One way in which a take differs from what was asked; `worse` ones are never taken as a fallback. */
export const difference = z.strictObject({
  field: z.enum(differenceFields),
  asked: z.string(),
  given: z.string(),
  worse: z.boolean(),
});
export type Difference = z.infer<typeof difference>;

export const planStep = z.strictObject({
  model: z.string(),
  name: z.string(),
  vendor: z.string(),
  priceMicros: z.int().min(0),
  /** A sentence: why this model, at this place. */
  reason: z.string(),
  differences: z.array(difference),
});
export type PlanStep = z.infer<typeof planStep>;

export const exclusionCodes = [
  "not_connected",
  "retired",
  "misfit",
  "over_ceiling",
  "worse_than_asked",
  "breaker_open",
  "balance_out",
  "fallback_off",
  "not_routed",
  "already_tried",
] as const;

export const exclusion = z.strictObject({
  model: z.string(),
  name: z.string(),
  code: z.enum(exclusionCodes),
  reason: z.string(),
});
export type Exclusion = z.infer<typeof exclusion>;

/** Models in the order in which they would be tried, and why every other one is left out. */
export const plan = z.strictObject({
  steps: z.array(planStep),
  exclusions: z.array(exclusion),
  routeVersion: z.int().min(0),
  /** Name of the route that decided; null where the person chose the model. */
  routeName: z.string().nullable(),
});
export type Plan = z.infer<typeof plan>;

/** A request without its words: what routing may know of it. */
export const planVideoInput = z.strictObject({
  workflowType: workflowType.default("text-to-video"),
  promptLength: z.int().min(0).max(20_000).default(0),
  hasNegativePrompt: z.boolean().default(false),
  hasSeed: z.boolean().default(false),
  sourceImages: z.int().min(0).max(10).default(0),
  platform: platform.optional(),
  aspectRatio: aspectRatio.optional(),
  durationSeconds: z.int().min(1).max(60).default(5),
  model: z.string().max(64).default("auto"),
  tier: tier.default("draft"),
  audio: z.boolean().default(false),
  useCase: useCase.optional(),
  speed: speed.default("any"),
  fallbackAllowed: z.boolean().default(true),
  /** The most that one take may cost, in micro-USD. */
  priceMaxMicros: z.int().min(0).max(1_000_000_000).optional(),
});
export type PlanVideoInput = z.infer<typeof planVideoInput>;

export const planView = plan.strip().meta({ id: "Plan" });

import type { PlanVideoInput, Speed, UseCase } from "#lib/contract/plan.ts";
import { platformPresets } from "#lib/contract/platform.ts";
import type { ModelRequest } from "#lib/models/fits-model.ts";

/** A request for a video as routing sees it: resolved to a ratio, without its words. Prices in micro-USD. */
export type RouteRequest = ModelRequest & {
  model: string;
  useCase: UseCase | null;
  speed: Speed;
  fallbackAllowed: boolean;
  priceMaxMicros: number | null;
};

/** A platform stands for its ratio; without either it is YouTube's. */
export const routeRequestOf = (input: PlanVideoInput): RouteRequest => ({
  workflowType: input.workflowType,
  aspectRatio: input.aspectRatio ?? platformPresets[input.platform ?? "youtube"].aspectRatio,
  durationSeconds: input.durationSeconds,
  tier: input.tier,
  promptLength: input.promptLength,
  hasNegativePrompt: input.hasNegativePrompt,
  hasSeed: input.hasSeed,
  audio: input.audio,
  sourceImages: input.sourceImages,
  model: input.model,
  useCase: input.useCase ?? null,
  speed: input.speed,
  fallbackAllowed: input.fallbackAllowed,
  priceMaxMicros: input.priceMaxMicros ?? null,
});

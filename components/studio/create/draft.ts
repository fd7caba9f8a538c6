import { z } from "zod";
import { assetView } from "#lib/contract/asset.ts";
import { type ModelView, workflowType } from "#lib/contract/model.ts";
import { speed, useCase } from "#lib/contract/plan.ts";
import { type AspectRatio, aspectRatio, platform, platformPresets, tier } from "#lib/contract/platform.ts";
import {
  durationSecondsDefault,
  durationSecondsMax,
  durationSecondsMin,
  type VideoView,
} from "#lib/contract/video.ts";
import type { ApiInput } from "#lib/http/client.ts";
import type { ModelRequest } from "#lib/models/fits-model.ts";

/**
 * What stands in the composer; kept in this browser so that a reload loses nothing.
 * A field that came later has a value for drafts that were kept before it.
 */
export const draft = z.object({
  prompt: z.string(),
  negativePrompt: z.string(),
  seed: z.int().min(0).max(2_147_483_647).nullable(),
  platform,
  /** A format that no platform stands for; it goes before `platform`. */
  aspectRatio: aspectRatio.nullable().default(null),
  durationSeconds: z.int().min(durationSecondsMin).max(durationSecondsMax),
  tier,
  model: z.string().max(64),
  audio: z.boolean().default(false),
  useCase: useCase.nullable().default(null),
  speed: speed.default("any"),
  fallbackAllowed: z.boolean().default(true),
  priceMaxMicros: z.int().min(0).max(1_000_000_000).nullable().default(null),
  asset: assetView.nullable(),
  /** A first frame that is being asked for, with its key: asked again after a reload, it is made once. */
  stillOrder: z
    .object({ key: z.string().max(64), prompt: z.string(), aspectRatio })
    .nullable()
    .default(null),
  /** A first frame in the making; its picture becomes `asset`. */
  stillId: z.string().max(64).nullable().default(null),
  /** What the first frame should show; null until somebody has written it. */
  stillPrompt: z.string().nullable().default(null),
});
export type Draft = z.infer<typeof draft>;

export const emptyDraft: Draft = {
  prompt: "",
  negativePrompt: "",
  seed: null,
  platform: "youtube",
  aspectRatio: null,
  durationSeconds: durationSecondsDefault,
  tier: "draft",
  model: "auto",
  audio: false,
  useCase: null,
  speed: "any",
  fallbackAllowed: true,
  priceMaxMicros: null,
  asset: null,
  stillOrder: null,
  stillId: null,
  stillPrompt: null,
};

export const seedMax = 2_147_483_647;

export const ratioOf = (value: Draft): AspectRatio =>
  value.aspectRatio ?? platformPresets[value.platform].aspectRatio;

/** The part of a draft that asks for a ratio: the platform it belongs to, or the bare ratio. */
export function formatPart(ratio: AspectRatio): Partial<Draft> {
  const preset = Object.entries(platformPresets).find(([, { aspectRatio: of }]) => of === ratio);
  return preset ? { platform: platform.parse(preset[0]), aspectRatio: null } : { aspectRatio: ratio };
}

const workflowOf = (value: Draft) => workflowType.parse(value.asset ? "image-to-video" : "text-to-video");

export function requestOf(value: Draft): ModelRequest {
  return {
    workflowType: workflowOf(value),
    aspectRatio: ratioOf(value),
    durationSeconds: value.durationSeconds,
    tier: value.tier,
    promptLength: value.prompt.trim().length,
    hasNegativePrompt: value.negativePrompt.trim() !== "",
    hasSeed: value.seed !== null,
    audio: value.audio,
    sourceImages: value.asset ? 1 : 0,
  };
}

const choicesOf = (value: Draft) => ({
  ...(value.aspectRatio ? { aspectRatio: value.aspectRatio } : { platform: value.platform }),
  durationSeconds: value.durationSeconds,
  model: value.model,
  tier: value.tier,
  audio: value.audio,
  ...(value.useCase && { useCase: value.useCase }),
  speed: value.speed,
  fallbackAllowed: value.fallbackAllowed,
  ...(value.priceMaxMicros !== null && { priceMaxMicros: value.priceMaxMicros }),
});

/** What the planner is asked. A length counts only against the models' limits, so that typing asks no new question. */
export function planInputOf(value: Draft, models: readonly ModelView[]): ApiInput<"planVideo"> {
  const { promptLength, hasNegativePrompt, hasSeed, sourceImages } = requestOf(value);
  const limits = models.map((model) => model.promptLengthMax).filter((limit) => limit >= promptLength);
  return {
    ...choicesOf(value),
    workflowType: workflowOf(value),
    promptLength: Math.min(20_000, limits.length > 0 ? Math.min(...limits) : promptLength),
    hasNegativePrompt,
    hasSeed,
    sourceImages,
  };
}

export function inputOf(value: Draft): ApiInput<"createVideo"> {
  return {
    ...choicesOf(value),
    workflowType: workflowOf(value),
    prompt: value.prompt,
    ...(value.negativePrompt.trim() && { negativePrompt: value.negativePrompt }),
    ...(value.asset && { sourceAssetIds: [value.asset.id] }),
    ...(value.seed !== null && { seed: value.seed }),
  };
}

/** A draft that would make this video again; the seed stays behind, because not every model takes one. */
export function draftFrom(video: VideoView): Draft {
  const { parameters, choice } = video;
  return {
    ...emptyDraft,
    prompt: video.prompt?.text ?? "",
    negativePrompt: video.prompt?.negative ?? "",
    ...(parameters.platform ? { platform: parameters.platform } : formatPart(parameters.aspectRatio)),
    durationSeconds: Math.min(durationSecondsMax, Math.max(durationSecondsMin, parameters.durationSeconds)),
    tier: video.tier,
    audio: parameters.audio,
    useCase: choice.useCase,
    speed: choice.speed,
    fallbackAllowed: choice.fallbackAllowed,
    priceMaxMicros: choice.priceMaxMicros,
    asset: video.sourceAssets[0] ?? null,
  };
}

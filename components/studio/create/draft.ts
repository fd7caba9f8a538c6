import { z } from "zod";
import { assetView } from "#lib/contract/asset.ts";
import { type ModelView, workflowType } from "#lib/contract/model.ts";
import { type AspectRatio, pictureSizes, platform, platformPresets, tier } from "#lib/contract/platform.ts";
import {
  durationSecondsDefault,
  durationSecondsMax,
  durationSecondsMin,
  type VideoView,
} from "#lib/contract/video.ts";
import type { ApiInput } from "#lib/http/client.ts";
import { fitsModel, type Misfit, type ModelRequest } from "#lib/models/fits-model.ts";

/** What stands in the composer; kept in this browser so that a reload loses nothing. */
export const draft = z.object({
  prompt: z.string(),
  negativePrompt: z.string(),
  seed: z.int().min(0).max(2_147_483_647).nullable(),
  platform,
  durationSeconds: z.int().min(durationSecondsMin).max(durationSecondsMax),
  tier,
  model: z.string().max(64),
  asset: assetView.nullable(),
});
export type Draft = z.infer<typeof draft>;

export const emptyDraft: Draft = {
  prompt: "",
  negativePrompt: "",
  seed: null,
  platform: "youtube",
  durationSeconds: durationSecondsDefault,
  tier: "draft",
  model: "auto",
  asset: null,
};

export const seedMax = 2_147_483_647;

export const ratioOf = (value: Draft): AspectRatio => platformPresets[value.platform].aspectRatio;

/** The picture's class, such as "720p": its shorter side. */
export function resolutionOf(value: Draft): string {
  const { width, height } = pictureSizes[value.tier][ratioOf(value)];
  return `${Math.min(width, height)}p`;
}

const workflowOf = (value: Draft) => workflowType.parse(value.asset ? "image-to-video" : "text-to-video");

function requestOf(value: Draft): ModelRequest {
  return {
    workflowType: workflowOf(value),
    aspectRatio: ratioOf(value),
    durationSeconds: value.durationSeconds,
    tier: value.tier,
    promptLength: value.prompt.trim().length,
    hasNegativePrompt: value.negativePrompt.trim() !== "",
    sourceImages: value.asset ? 1 : 0,
  };
}

export type Judged = { model: ModelView; misfits: Misfit[]; priceMicros: number };

/** Each model with what of this draft it cannot take, and what the video would cost. */
export function judgeModels(value: Draft, models: readonly ModelView[]): Judged[] {
  const request = requestOf(value);
  return models.map((model) => ({
    model,
    misfits: fitsModel(request, model),
    priceMicros: model.priceMicrosPerSecond * value.durationSeconds,
  }));
}

/** The model that would make it now: the chosen one, or for "auto" the first that can. */
export function pickModel(value: Draft, judged: readonly Judged[]): Judged | undefined {
  const fitting = judged.filter(({ misfits }) => misfits.length === 0);
  return value.model === "auto" ? fitting[0] : fitting.find(({ model }) => model.id === value.model);
}

export function inputOf(value: Draft): ApiInput<"createVideo"> {
  return {
    workflowType: workflowOf(value),
    prompt: value.prompt,
    ...(value.negativePrompt.trim() && { negativePrompt: value.negativePrompt }),
    ...(value.asset && { sourceAssetIds: [value.asset.id] }),
    platform: value.platform,
    durationSeconds: value.durationSeconds,
    model: value.model,
    tier: value.tier,
    ...(value.seed !== null && { seed: value.seed }),
  };
}

/** A draft that would make this video again. */
export function draftFrom(video: VideoView): Draft {
  const { parameters } = video;
  const preset = Object.entries(platformPresets).find(
    ([, { aspectRatio }]) => aspectRatio === parameters.aspectRatio,
  );
  return {
    prompt: video.prompt?.text ?? "",
    negativePrompt: video.prompt?.negative ?? "",
    seed: parameters.seed,
    platform: platform.catch("youtube").parse(parameters.platform ?? preset?.[0]),
    durationSeconds: parameters.durationSeconds,
    tier: video.tier,
    model: "auto",
    asset: video.sourceAssets[0] ?? null,
  };
}

import type { ModelCard, WorkflowType } from "#lib/contract/model.ts";
import type { AspectRatio, Tier } from "#lib/contract/platform.ts";

export type ModelRequest = {
  workflowType: WorkflowType;
  aspectRatio: AspectRatio;
  durationSeconds: number;
  tier: Tier;
  promptLength: number;
  hasNegativePrompt: boolean;
  sourceImages: number;
};

/** The part of a card that says what a request may hold; the model list of the API carries it too. */
export type ModelLimits = Pick<
  ModelCard,
  | "modes"
  | "durationSecondsMin"
  | "durationSecondsMax"
  | "aspectRatios"
  | "tiers"
  | "promptLengthMax"
  | "negativePrompt"
  | "sourceImagesMax"
>;

/** One thing a model cannot take: which field, why, and the nearest value that would do. */
export type Misfit = {
  path: string;
  message: string;
  fix?: { durationSeconds: number } | { tier: Tier } | { aspectRatio: AspectRatio };
};

/** What of a request the model cannot take; empty where it fits. The form greys out with it, intake refuses with it. */
export function fitsModel(request: ModelRequest, card: ModelLimits): Misfit[] {
  const misfits: Misfit[] = [];
  const miss = (path: string, message: string, fix?: Misfit["fix"]) =>
    misfits.push({ path, message, ...(fix && { fix }) });
  const { durationSecondsMin: shortest, durationSecondsMax: longest } = card;
  if (!card.modes.includes(request.workflowType))
    miss(
      "workflowType",
      request.workflowType === "image-to-video"
        ? "Does not start from an image."
        : "Needs an image to start from.",
    );
  if (request.durationSeconds < shortest || request.durationSeconds > longest)
    miss("durationSeconds", `Makes ${shortest} to ${longest} seconds, not ${request.durationSeconds}.`, {
      durationSeconds: Math.min(longest, Math.max(shortest, request.durationSeconds)),
    });
  const ratio = card.aspectRatios[0];
  if (!card.aspectRatios.includes(request.aspectRatio))
    miss("aspectRatio", `Does not make ${request.aspectRatio}.`, ratio && { aspectRatio: ratio });
  const tier = card.tiers[0];
  if (!card.tiers.includes(request.tier))
    miss("tier", tier === "draft" ? "Drafts only." : "Finals only.", tier && { tier });
  if (request.promptLength > card.promptLengthMax)
    miss("prompt", `Reads at most ${card.promptLengthMax.toLocaleString("en")} characters.`);
  if (request.hasNegativePrompt && !card.negativePrompt)
    miss("negativePrompt", "Takes no list of things to avoid.");
  if (request.sourceImages > card.sourceImagesMax)
    miss("sourceAssetIds", `Takes at most ${card.sourceImagesMax} images.`);
  return misfits;
}

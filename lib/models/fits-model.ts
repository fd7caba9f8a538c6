import type { ModelCard, ModelMode, PictureFormat } from "#lib/contract/model.ts";
import type { AspectRatio, Tier } from "#lib/contract/platform.ts";
import { formatFor, nearestRatio, ratiosOf } from "./format.ts";

/** What is asked for, without its words. `workflowType` is a video workflow or, for stills, a mode. */
export type ModelRequest = {
  workflowType: ModelMode;
  aspectRatio: AspectRatio;
  durationSeconds: number;
  tier: Tier;
  promptLength: number;
  hasNegativePrompt: boolean;
  hasSeed: boolean;
  audio: boolean;
  sourceImages: number;
};

/** The part of a card that says what a request may hold; the model list of the API carries it too. */
export type ModelLimits = Pick<
  ModelCard,
  | "modes"
  | "durations"
  | "formats"
  | "tiers"
  | "sourceImages"
  | "audio"
  | "seed"
  | "negativePrompt"
  | "promptLengthMax"
>;

type Fix = { durationSeconds: number } | { tier: Tier } | { aspectRatio: AspectRatio } | { audio: false };

/** One thing a model cannot take: which field, why, and the nearest value that would do. */
export type Misfit = { path: string; message: string; fix?: Fix };

const noMode: Record<ModelMode, string> = {
  "text-to-video": "Needs an image to start from.",
  "image-to-video": "Does not start from an image.",
  "text-to-image": "Does not make pictures from words.",
  "image-to-image": "Does not make pictures from pictures.",
};

function misfitOfMode({ workflowType }: ModelRequest, { modes }: ModelLimits): Misfit | undefined {
  if (modes.includes(workflowType)) return undefined;
  const isStill = !modes.some((mode) => mode.endsWith("-video"));
  const message =
    isStill && workflowType.endsWith("-video") ? "Makes pictures, not videos." : noMode[workflowType];
  return { path: "workflowType", message };
}

/** "3 to 15" where no second is left out, else "4, 6 or 8". */
export function durationsText(durations: readonly number[]): string {
  const [first = 0] = durations;
  const last = durations.at(-1) ?? first;
  if (durations.length > 2 && last - first === durations.length - 1) return `${first} to ${last}`;
  return durations.length > 1 ? `${durations.slice(0, -1).join(", ")} or ${last}` : `${last}`;
}

const nearest = (wanted: number, offered: readonly number[]): number | undefined =>
  offered.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];

function misfitOfDuration(
  { durationSeconds: wanted }: ModelRequest,
  { durations }: ModelLimits,
  format: PictureFormat | undefined,
): Misfit | undefined {
  const offered = format?.durations ?? durations;
  if (offered.length === 0 || offered.includes(wanted)) return undefined;
  const limit = format?.durations && durations.includes(wanted) ? ` in ${format.resolution}` : "";
  const seconds = nearest(wanted, offered);
  return {
    path: "durationSeconds",
    message: `Makes ${durationsText(offered)} seconds${limit}, not ${wanted}.`,
    ...(seconds && { fix: { durationSeconds: seconds } }),
  };
}

function misfitOfRatio({ aspectRatio, tier }: ModelRequest, card: ModelLimits): Misfit | undefined {
  const offered = ratiosOf(card, card.tiers[tier] ? tier : undefined);
  if (offered.includes(aspectRatio)) return undefined;
  const ratio = nearestRatio(aspectRatio, offered);
  const hint = ratio ? ` The nearest it makes is ${ratio}.` : "";
  return {
    path: "aspectRatio",
    message: `Does not make ${aspectRatio}.${hint}`,
    ...(ratio && { fix: { aspectRatio: ratio } }),
  };
}

function misfitOfTier({ tier }: ModelRequest, { tiers }: ModelLimits): Misfit | undefined {
  if (tiers[tier]) return undefined;
  const other = tier === "draft" ? "final" : "draft";
  const message = other === "draft" ? "Makes drafts only." : "Makes finals only.";
  return { path: "tier", message, ...(tiers[other] && { fix: { tier: other } }) };
}

/** What of a request the model cannot take; empty where it fits. The form greys out with it, intake refuses with it. */
export function fitsModel(request: ModelRequest, card: ModelLimits): Misfit[] {
  const { max } = card.sourceImages;
  const format = formatFor(card, request.tier, request.aspectRatio);
  const misfits: (Misfit | false | undefined)[] = [
    misfitOfMode(request, card),
    misfitOfDuration(request, card, format),
    misfitOfRatio(request, card),
    misfitOfTier(request, card),
    request.promptLength > card.promptLengthMax && {
      path: "prompt",
      message: `Reads at most ${card.promptLengthMax.toLocaleString("en")} characters.`,
    },
    request.hasNegativePrompt &&
      !card.negativePrompt && { path: "negativePrompt", message: "Takes no list of things to avoid." },
    request.hasSeed && !card.seed && { path: "seed", message: "Takes no seed." },
    request.audio &&
      card.audio === "never" && { path: "audio", message: "Makes no sound.", fix: { audio: false as const } },
    request.sourceImages > max && {
      path: "sourceAssetIds",
      message: max === 0 ? "Takes no image." : `Takes at most ${max} ${max === 1 ? "image" : "images"}.`,
    },
  ];
  return misfits.filter((misfit) => misfit !== false && misfit !== undefined);
}

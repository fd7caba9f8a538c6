import { createCopy as copy } from "#components/copy/create.ts";
import type { ModelView, PictureFormat } from "#lib/contract/model.ts";
import {
  type AspectRatio,
  aspectRatios,
  platformPresets,
  platforms,
  type Tier,
  tiers,
} from "#lib/contract/platform.ts";
import { durationSecondsMax, durationSecondsMin } from "#lib/contract/video.ts";
import { fitsModel } from "#lib/models/fits-model.ts";
import { formatFor, nearestRatio, ratiosOf } from "#lib/models/format.ts";
import { type Draft, ratioOf, requestOf } from "./draft.ts";
import { makesVideo } from "./judge.ts";

export type FormatOption = {
  ratio: AspectRatio;
  /** Why it cannot be chosen; null where it can. */
  off: string | null;
  nearest: AspectRatio | null;
};

/** What the form offers: each reason is a sentence, null where the choice is open. */
export type Options = {
  durations: number[];
  formats: FormatOption[];
  /** What can be made, in a sentence, where not every preset can; null where all can. */
  formatsNote: string | null;
  /** The native picture of what is asked, in pixels; undefined where nobody makes it. */
  picture: PictureFormat | undefined;
  tiers: Record<Tier, string | null>;
  audio: { off: string | null; always: boolean };
  seed: string | null;
  negativePrompt: string | null;
  image: string | null;
};

const presetRatios = new Set<AspectRatio>(platforms.map((name) => platformPresets[name].aspectRatio));
export const isPreset = (ratio: AspectRatio): boolean => presetRatios.has(ratio);

const contractDurations = Array.from(
  { length: durationSecondsMax - durationSecondsMin + 1 },
  (_, index) => durationSecondsMin + index,
);

/** Whom the form speaks about: the chosen model, or for "auto" everyone who could be picked. */
export function candidatesOf(value: Draft, models: readonly ModelView[]): ModelView[] {
  const makers = models.filter(makesVideo);
  if (value.model !== "auto") return makers.filter(({ id }) => id === value.model);
  return makers.filter(({ available }) => available);
}

/** Lengths that somebody makes with everything else as it is asked; all of the contract where nobody does. */
function durationsOf(value: Draft, candidates: readonly ModelView[]): number[] {
  const request = requestOf(value);
  const open = candidates.filter((model) =>
    fitsModel(request, model).every(({ path }) => path === "durationSeconds"),
  );
  const makers = open.length > 0 ? open : candidates;
  const lengths = new Set(
    makers.flatMap((model) => formatFor(model, value.tier, ratioOf(value))?.durations ?? model.durations),
  );
  const offered = contractDurations.filter((seconds) => lengths.has(seconds));
  return offered.length > 0 ? offered : contractDurations;
}

function formatsOf(value: Draft, candidates: readonly ModelView[], subject: string): FormatOption[] {
  const made = new Set(
    candidates.flatMap((model) => ratiosOf(model, model.tiers[value.tier] ? value.tier : undefined)),
  );
  const offered = aspectRatios.filter((ratio) => made.has(ratio));
  return aspectRatios.map((ratio) => {
    if (candidates.length === 0 || made.has(ratio)) return { ratio, off: null, nearest: null };
    const nearest = nearestRatio(ratio, offered) ?? null;
    return { ratio, off: copy.formatOff(subject, ratio, nearest), nearest };
  });
}

function formatsNote(formats: readonly FormatOption[], maker: string | undefined): string | null {
  const off = formats.filter((option) => option.off !== null && isPreset(option.ratio));
  if (off.length === 0) return null;
  const made = formats.filter((option) => option.off === null);
  return maker
    ? copy.formatsOnly(maker, made.map(({ ratio }) => ratio).join(", "))
    : copy.formatsNone(off.map(({ ratio }) => ratio).join(", "));
}

/** Everything of the form that depends on who makes it. `first` is the model that would be asked first. */
export function optionsOf(value: Draft, models: readonly ModelView[], first: ModelView | undefined): Options {
  const candidates = candidatesOf(value, models);
  const chosen = value.model === "auto" ? undefined : candidates[0];
  const subject = chosen?.name ?? copy.nobody;
  const unless = (able: (model: ModelView) => boolean, words: (subject: string) => string): string | null =>
    candidates.length === 0 || candidates.some(able) ? null : words(subject);
  const formats = formatsOf(value, candidates, subject);
  const pictured = first ?? chosen ?? candidates[0];
  return {
    durations: durationsOf(value, candidates),
    formats,
    formatsNote: formatsNote(formats, chosen?.name),
    picture: pictured && formatFor(pictured, value.tier, ratioOf(value)),
    tiers: {
      draft: unless((model) => model.tiers[tiers[0]] !== null, copy.draftOff),
      final: unless((model) => model.tiers[tiers[1]] !== null, copy.finalOff),
    },
    audio: {
      off: unless((model) => model.audio !== "never", copy.audioOff),
      always: chosen?.audio === "always",
    },
    seed: unless((model) => model.seed, copy.seedOff),
    negativePrompt: unless((model) => model.negativePrompt, copy.avoidOff),
    image: unless((model) => model.modes.includes("image-to-video"), copy.imageOff),
  };
}

export const nearestOf = (wanted: number, offered: readonly number[]): number =>
  offered.toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))[0] ?? wanted;

/** The length next to `wanted` in the direction of `from` → `wanted`, among those that are made. */
export function snapped(wanted: number, from: number, offered: readonly number[]): number {
  if (offered.includes(wanted)) return wanted;
  const ahead =
    wanted >= from
      ? offered.find((seconds) => seconds > wanted)
      : offered.findLast((seconds) => seconds < wanted);
  return ahead ?? nearestOf(wanted, offered);
}

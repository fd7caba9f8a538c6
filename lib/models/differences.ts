import { type ModelCard, type Resolution, resolutions } from "#lib/contract/model.ts";
import type { Difference } from "#lib/contract/plan.ts";
import type { AspectRatio, Tier } from "#lib/contract/platform.ts";
import { nearestRatio, ratiosOf } from "./format.ts";
import { dollars, priceOf, soundOf } from "./price.ts";

/** What a take is measured by. `picture` and the prices are null where nothing was asked about them. */
export type Asked = {
  tier: Tier;
  aspectRatio: AspectRatio;
  durationSeconds: number;
  audio: boolean;
  resolution: Resolution;
  picture: ModelCard["picture"] | null;
  priceMicros: number | null;
  /** The most that a take may cost; dearer is worse. Without it, dearer than `priceMicros` is. */
  priceMaxMicros: number | null;
};

/** What each tier promises: a draft is of the 720p class, a final of the 1080p class. */
export const tierResolutions: Record<Tier, Resolution> = { draft: "720p", final: "1080p" };

const pictureNames: Record<ModelCard["picture"], string> = { footage: "footage", storyboard: "a storyboard" };
const rankOf = (resolution: Resolution): number => resolutions.indexOf(resolution);

/** How a take of this model would differ from what was asked; `worse` where somebody would have less, or pay more. */
export function differencesBetween(asked: Asked, card: ModelCard): Difference[] {
  const differences: Difference[] = [];
  const differ = (field: Difference["field"], wanted: string, given: string, worse: boolean): void => {
    if (wanted !== given) differences.push({ field, asked: wanted, given, worse });
  };
  const seconds =
    card.durations.find((length) => length >= asked.durationSeconds) ?? card.durations.at(-1) ?? 0;
  differ("duration", `${asked.durationSeconds} s`, `${seconds} s`, seconds < asked.durationSeconds);
  const sound = soundOf(card, asked.audio);
  differ("audio", asked.audio ? "sound" : "silent", sound ? "sound" : "silent", asked.audio && !sound);
  const ratio = nearestRatio(asked.aspectRatio, ratiosOf(card, asked.tier));
  differ("aspectRatio", asked.aspectRatio, ratio ?? "none", true);
  const resolution = card.tiers[asked.tier];
  differ(
    "resolution",
    asked.resolution,
    resolution ?? "none",
    resolution === null || rankOf(resolution) < rankOf(asked.resolution),
  );
  if (asked.picture)
    differ("picture", pictureNames[asked.picture], pictureNames[card.picture], card.picture === "storyboard");
  if (asked.priceMicros !== null && resolution) {
    const price = priceOf(card, { resolution, audio: asked.audio, durationSeconds: seconds });
    const limit = asked.priceMaxMicros ?? asked.priceMicros;
    differ("price", dollars(asked.priceMicros), dollars(price), price > limit);
  }
  return differences;
}

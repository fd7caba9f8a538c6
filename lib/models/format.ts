import type { ModelCard, PictureFormat, Resolution } from "#lib/contract/model.ts";
import { type AspectRatio, aspectRatios, type Tier } from "#lib/contract/platform.ts";

type Formats = Pick<ModelCard, "formats" | "tiers">;

const formatsOf = ({ formats, tiers }: Formats, tier: Tier): PictureFormat[] =>
  formats.filter(({ resolution }) => resolution === tiers[tier]);

/** The native picture a model makes of a tier and ratio, in pixels; undefined where it makes none. */
export const formatFor = (card: Formats, tier: Tier, aspectRatio: AspectRatio): PictureFormat | undefined =>
  formatsOf(card, tier).find((format) => format.aspectRatio === aspectRatio);

/** The ratios a model makes, in the order of the contract; those of one tier, or of any. */
export function ratiosOf(card: Formats, tier?: Tier): AspectRatio[] {
  const formats = tier ? formatsOf(card, tier) : card.formats;
  return aspectRatios.filter((ratio) => formats.some(({ aspectRatio }) => aspectRatio === ratio));
}

/** The resolutions a model makes, each once, in the order of its card. */
export const resolutionsOf = (card: Formats): Resolution[] => [
  ...new Set(card.formats.map(({ resolution }) => resolution)),
];

function widthOverHeight(ratio: AspectRatio): number {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  return width / height;
}

/** The offered ratio whose shape is closest to the wanted one; the earlier of two equally close. */
export function nearestRatio(wanted: AspectRatio, offered: readonly AspectRatio[]): AspectRatio | undefined {
  const distance = (ratio: AspectRatio): number =>
    Math.abs(Math.log(widthOverHeight(ratio) / widthOverHeight(wanted)));
  return offered.toSorted((a, b) => distance(a) - distance(b))[0];
}

import type { PictureFormat, Resolution } from "#lib/contract/model.ts";
import { type AspectRatio, aspectRatios } from "#lib/contract/platform.ts";

type Sizes = Partial<Record<AspectRatio, readonly [width: number, height: number]>>;

/** The native sizes of one resolution as rows of a card; `durations` where only some lengths are made in it. */
export function pictures(resolution: Resolution, sizes: Sizes, durations?: number[]): PictureFormat[] {
  return aspectRatios.flatMap((aspectRatio) => {
    const size = sizes[aspectRatio];
    if (!size) return [];
    const [width, height] = size;
    return [{ aspectRatio, resolution, width, height, ...(durations && { durations }) }];
  });
}

/** The whole seconds from the first to the last, both included. */
export const seconds = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const wideAndTall = {
  "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
  "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
} as const satisfies Record<string, Sizes>;

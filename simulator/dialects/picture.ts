import sharp from "sharp";
import { Refused } from "#simulator/dialect.ts";
import { isLoopback } from "./request.ts";

export type Size = { width: number; height: number };

const even = (value: number) => Math.max(16, Math.round(value / 2) * 2);

/** The size with this short side in pixels and this ratio, such as `16:9` or `1280:720`. */
export function sizeOf(ratio: string, shortSide: number): Size {
  const [across = 16, down = 9] = ratio.split(":").map(Number);
  return across >= down
    ? { width: even((shortSide * across) / down), height: even(shortSide) }
    : { width: even(shortSide), height: even((shortSide * down) / across) };
}

/** The size with this ratio and as many pixels as 16:9 with this short side. */
export function areaSizeOf(ratio: string, shortSide: number): Size {
  const [across = 16, down = 9] = ratio.split(":").map(Number);
  const area = (shortSide * shortSide * 16) / 9;
  return { width: even(Math.sqrt((area * across) / down)), height: even(Math.sqrt((area * down) / across)) };
}

/** A size written as `1280:720` or `1280x720`. */
export function pixelsOf(pair: string): Size {
  const [width = 1280, height = 720] = pair.split(/[:x*]/).map(Number);
  return { width, height };
}

/** The short side of a resolution's name, such as 720 for `720p` and 2160 for `4k`. */
export function shortSideOf(resolution: string): number {
  return resolution.toLowerCase() === "4k"
    ? 2160
    : resolution.toLowerCase() === "2k"
      ? 1440
      : Number.parseInt(resolution, 10);
}

async function download(address: string): Promise<Uint8Array | undefined> {
  if (!URL.canParse(address)) throw new Refused("invalid", "The image has no valid address.");
  if (!isLoopback(new URL(address).hostname)) return undefined;
  try {
    const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.bytes();
  } catch (error) {
    throw new Refused(
      "invalid",
      `The image could not be fetched (${error instanceof Error ? error.message : "?"}).`,
    );
  }
}

/**
 * The size of a source picture given as a link, a data URL or bare base64. Links that leave this machine are not
 * followed: their size is unknown. Throws `Refused` for what a vendor could not read as an image.
 */
export async function measurePicture(reference: string): Promise<Size | undefined> {
  const bytes = /^https?:/.test(reference)
    ? await download(reference)
    : Buffer.from(reference.replace(/^data:[^,]*,/, ""), "base64");
  return bytes === undefined ? undefined : measureBytes(bytes);
}

/** The size of a picture, after its orientation. Throws `Refused` where it is none. */
export async function measureBytes(bytes: Uint8Array): Promise<Size> {
  try {
    const { autoOrient } = await sharp(bytes).metadata();
    return autoOrient;
  } catch (error) {
    throw new Refused(
      "invalid",
      `The image could not be read (${error instanceof Error ? error.message : "?"}).`,
    );
  }
}

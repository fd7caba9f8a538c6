import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDataUrl, readDataUrl } from "#lib/media/outbound/data-url.ts";
import { type DownloadLimits, download, downloadLimits, StartAgain } from "#lib/media/outbound/download.ts";
import { judgePlace, PlaceRefused, type Places } from "#lib/media/outbound/places.ts";
import type { Storage, StoredObject } from "#lib/media/storage/types.ts";
import type { ProviderOutput } from "#lib/providers/types.ts";

const startsMax = 3;

type Stores = { parts: { storage: Storage } };

function contentOf(
  { url, headers, bytesMax }: ProviderOutput,
  places: Places,
  limits: Omit<DownloadLimits, "bytesMax">,
): Readable {
  if (isDataUrl(url)) return Readable.from([readDataUrl(url, bytesMax)]);
  if (!URL.canParse(url)) throw new PlaceRefused("", "host");
  const judge = (place: URL) => judgePlace(place, places);
  const from = { url: new URL(url), ownHeaders: headers, judge, limits: { ...limits, bytesMax } };
  return Readable.from(download(from), { objectMode: false });
}

/** What a run that was cut off after its download left: the whole file, for an object is stored whole or not at all. */
async function storedBefore(ctx: Stores, key: string): Promise<StoredObject | undefined> {
  const found = await ctx.parts.storage.stat(key);
  if (!found) return undefined;
  const hash = createHash("sha256");
  await pipeline(await ctx.parts.storage.read(key), hash);
  return { key, bytes: found.bytes, sha256: hash.digest("hex") };
}

/**
 * Copies a vendor's output to `key`, hashed on the way; one that was copied before is taken as it is. Only from the
 * vendor's own places, in bounded memory and time. Throws `PlaceRefused`, `LinkDead`, `TooLargeError`, `PackedError`,
 * or what the network or the storage said last.
 */
export async function fetchOutput(
  ctx: Stores,
  { output, places, key }: { output: ProviderOutput; places: Places; key: string },
  limits: Omit<DownloadLimits, "bytesMax"> = downloadLimits,
): Promise<StoredObject> {
  const before = await storedBefore(ctx, key);
  if (before) return before;
  const until = performance.now() + limits.totalMs;
  for (let start = 1; ; start++) {
    try {
      const totalMs = Math.max(1, Math.ceil(until - performance.now()));
      const content = contentOf(output, places, { ...limits, totalMs });
      return await ctx.parts.storage.put(key, content, { bytesMax: output.bytesMax });
    } catch (error) {
      if (!(error instanceof StartAgain) || start >= startsMax) throw error;
    }
  }
}

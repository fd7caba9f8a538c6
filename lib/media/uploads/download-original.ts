import { Readable } from "node:stream";
import { assetBytesMax } from "#lib/contract/asset.ts";
import { Refusal } from "#lib/refusal.ts";
import { download, downloadLimits } from "../outbound/download.ts";
import { judgePlace, PlaceRefused, type Places } from "../outbound/places.ts";
import { receiveFile } from "../storage/receive-file.ts";
import { StorageFullError, TooLargeError } from "../storage/types.ts";

const limits = { ...downloadLimits, bytesMax: assetBytesMax, totalMs: 60_000 };
const vendor: Places = { kind: "real", outputHosts: ["utfs.io", "*.ufs.sh"] };
const judge = (place: URL) => judgePlace(place, vendor);

function placeOf(url: string): URL {
  const refusal = new Refusal("invalid_input", "The file does not lie where uploads lie.");
  if (!URL.canParse(url)) throw refusal;
  const at = new URL(url);
  try {
    judge(at);
    return at;
  } catch (error) {
    throw error instanceof PlaceRefused ? refusal : error;
  }
}

/** Fetches an original from the upload vendor's own hosts into a new file, bounded in size and time. */
export async function downloadOriginal(url: string, path: string): Promise<void> {
  const content = Readable.from(download({ url: placeOf(url), ownHeaders: {}, judge, limits }), {
    objectMode: false,
  });
  try {
    await receiveFile(path, content, assetBytesMax);
  } catch (error) {
    if (error instanceof TooLargeError || error instanceof StorageFullError) throw error;
    throw new Refusal("unavailable", "The uploaded file could not be fetched. Try again.");
  }
}

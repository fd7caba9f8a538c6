import { Readable } from "node:stream";
import { assetBytesMax } from "#lib/contract/asset.ts";
import { Refusal } from "#lib/refusal.ts";
import { receiveFile } from "../storage/receive-file.ts";

const secondsMax = 60;
const isVendorHost = (name: string): boolean => name === "utfs.io" || name.endsWith(".ufs.sh");

/** Fetches an original from the upload vendor's own hosts into a new file: https, no redirect, bounded in size and time. */
export async function downloadOriginal(url: string, path: string): Promise<void> {
  const source = new URL(url);
  if (source.protocol !== "https:" || source.port !== "" || !isVendorHost(source.hostname))
    throw new Refusal("invalid_input", "The file does not lie where uploads lie.");
  const response = await fetch(source, { redirect: "error", signal: AbortSignal.timeout(secondsMax * 1000) });
  if (!response.ok || !response.body)
    throw new Refusal("unavailable", "The uploaded file could not be fetched. Try again.");
  await receiveFile(path, Readable.from(response.body), assetBytesMax);
}

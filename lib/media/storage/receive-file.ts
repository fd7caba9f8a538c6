import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { systemErrorCode } from "./system-error.ts";
import { StorageFullError, TooLargeError } from "./types.ts";

const fullDisk: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * Writes a stream to a new file, hashing on the way, and makes it durable. Counts bytes, so that nothing beyond
 * `bytesMax` is ever written. Throws `TooLargeError` or `StorageFullError`; the caller removes what was written.
 */
export async function receiveFile(
  path: string,
  content: Readable,
  bytesMax: number,
): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of content) {
      const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      bytes += piece.length;
      if (bytes > bytesMax) throw new TooLargeError(`More than ${bytesMax} bytes.`);
      hash.update(piece);
      await file.writeFile(piece);
    }
    await file.sync();
    return { bytes, sha256: hash.digest("hex") };
  } catch (error) {
    if (fullDisk.has(systemErrorCode(error)))
      throw new StorageFullError("The disk is full.", { cause: error });
    throw error;
  } finally {
    await file.close();
  }
}

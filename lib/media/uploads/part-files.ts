import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { systemErrorCode } from "../storage/system-error.ts";

/** Files that are still arriving, named by our own upload id and never by the vendor's key. */
export type PartFiles = {
  folder: string;
  pathOf(uploadId: string): string;
  /** Bytes that have arrived; 0 without a file. */
  sizeOf(uploadId: string): Promise<number>;
  /** MD5 in hexadecimal, the upload library's own fingerprint; makes the bytes durable first. */
  seal(uploadId: string): Promise<string>;
  remove(uploadId: string): Promise<void>;
};

export function createPartFiles(folder: string): PartFiles {
  const pathOf = (uploadId: string) => join(/*turbopackIgnore: true*/ folder, `${uploadId}.part`);
  return {
    folder,
    pathOf,
    async sizeOf(uploadId) {
      try {
        return (await stat(pathOf(uploadId))).size;
      } catch (error) {
        if (systemErrorCode(error) === "ENOENT") return 0;
        throw error;
      }
    },
    async seal(uploadId) {
      const file = await open(pathOf(uploadId), "r");
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      const hash = createHash("md5");
      await pipeline(createReadStream(pathOf(uploadId)), hash);
      return hash.digest("hex");
    },
    remove: (uploadId) => rm(pathOf(uploadId), { force: true }),
  };
}

export const makePartFolder = (folder: string): Promise<string | undefined> =>
  mkdir(folder, { recursive: true, mode: 0o700 });

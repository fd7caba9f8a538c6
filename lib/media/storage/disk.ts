import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { log } from "#lib/log.ts";
import { isMissing, listFiles, statIfThere } from "./list-files.ts";
import { receiveFile } from "./receive-file.ts";
import { makeFolder, settleFile } from "./settle-file.ts";
import { isStorageKey } from "./storage-key.ts";
import { KeyTakenError, ObjectMissingError, type Storage, type StoredObject } from "./types.ts";

/** A write that took longer than this was cut off by a crash. */
const leftoverAgeMs = 60 * 60 * 1000;
const readBytes = 256 * 1024;

const asMissing = (key: string) => (error: unknown) => {
  throw isMissing(error) ? new ObjectMissingError(`No object ${key}.`) : error;
};

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function removeLeftovers(folder: string): Promise<void> {
  const oldest = Date.now() - leftoverAgeMs;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await statIfThere(path);
    if (found && found.mtimeMs < oldest) await rm(path, { force: true });
  }
}

/** Objects as files below `root`; temporary names lie in `root/.partial`, which no key can reach. */
export function createDiskStorage({ root }: { root: string }): Storage {
  const partial = join(root, ".partial");
  let ready: Promise<void> | undefined;
  const prepare = () => {
    ready ??= makeFolder(partial).then(() =>
      removeLeftovers(partial).catch((error: unknown) => {
        log("storage").warn({ err: error }, "leftovers of cut-off writes stay");
      }),
    );
    return ready.catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
  };
  const pathOf = (key: string): string => {
    if (!isStorageKey(key)) throw new ObjectMissingError("This is not a key of the store.");
    return join(/*turbopackIgnore: true*/ root, key);
  };

  const put = async (key: string, content: Readable, bytesMax: number): Promise<StoredObject> => {
    const path = pathOf(key);
    await prepare();
    const temporary = join(partial, randomUUID());
    try {
      const received = await receiveFile(temporary, content, bytesMax);
      await settleFile(temporary, path).catch(async (error: unknown) => {
        const same = error instanceof KeyTakenError && (await hashOf(path)) === received.sha256;
        if (!same) throw error;
      });
      return { key, ...received };
    } finally {
      content.destroy();
      await rm(temporary, { force: true });
    }
  };

  return {
    kind: "embedded",
    put: (key, content, { bytesMax }) => put(key, content, bytesMax),
    async read(key, range) {
      const file = await open(pathOf(key), "r").catch(asMissing(key));
      const facts = await file.stat();
      if (facts.isFile()) return file.createReadStream({ ...range, highWaterMark: readBytes });
      await file.close();
      throw new ObjectMissingError(`No object ${key}.`);
    },
    async stat(key) {
      if (!isStorageKey(key)) return undefined;
      const facts = await statIfThere(pathOf(key));
      return facts?.isFile() ? { bytes: facts.size, modifiedAt: facts.mtime } : undefined;
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    list: () => listFiles(root, ""),
    async localFile(key) {
      const path = pathOf(key);
      await stat(path).catch(asMissing(key));
      return { path, release: async () => undefined };
    },
  };
}

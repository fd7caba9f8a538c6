import type { Dirent, Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isStorageKey } from "./storage-key.ts";
import { systemErrorCode } from "./system-error.ts";
import type { ListedObject } from "./types.ts";

const missing: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);
export const isMissing = (error: unknown): boolean => missing.has(systemErrorCode(error));

export async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** The files below `root` that have a key, folder by folder; a link is no object. */
export async function* listFiles(root: string, below: string): AsyncGenerator<ListedObject> {
  for (const entry of await entriesOf(join(/*turbopackIgnore: true*/ root, below))) {
    const key = below ? `${below}/${entry.name}` : entry.name;
    if (!isStorageKey(key)) continue;
    if (entry.isDirectory()) yield* listFiles(root, key);
    if (!entry.isFile()) continue;
    const facts = await statIfThere(join(/*turbopackIgnore: true*/ root, key));
    if (facts) yield { key, bytes: facts.size, modifiedAt: facts.mtime };
  }
}

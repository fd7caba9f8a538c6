import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Queryable } from "#db/client.ts";
import type { PartFiles } from "./part-files.ts";
import { giveUpUploads } from "./upload-records.ts";

/** An upload that did not end within a day never will: its link died after an hour. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;

/** Gives up abandoned uploads and removes their bytes; returns how many files went. */
export async function cleanUploads(db: Queryable, files: PartFiles, now: Date): Promise<number> {
  const before = new Date(now.getTime() - abandonedAfterMs);
  await giveUpUploads(db, before);
  let removed = 0;
  for (const name of await readdir(files.folder)) {
    const path = join(files.folder, name);
    const { mtime } = await stat(path);
    if (mtime >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

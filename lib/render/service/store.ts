import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { type JobRecord, jobRecord } from "./job.ts";

export type JobStore = {
  folderOf(id: string): string;
  save(record: JobRecord): Promise<void>;
  load(): Promise<JobRecord[]>;
  remove(id: string): Promise<void>;
};

async function write(folder: string, record: JobRecord): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "job.json");
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(record));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** One folder a job. A record is written beside itself, flushed, and renamed: a crash leaves the old or the new one. */
export function openStore(folder: string, log: Logger): JobStore {
  const folderOf = (id: string): string => join(folder, id);
  const pending = new Map<string, Promise<void>>();

  async function read(id: string): Promise<JobRecord | undefined> {
    try {
      return jobRecord.parse(JSON.parse(await readFile(join(folderOf(id), "job.json"), "utf8")));
    } catch (error) {
      log.warn(
        { jobId: id, reason: error instanceof Error ? error.name : "unknown" },
        "job record not readable",
      );
      return undefined;
    }
  }

  return {
    folderOf,
    save: (record) => {
      const snapshot = { ...record };
      const next = (pending.get(record.id) ?? Promise.resolve()).then(() =>
        write(folderOf(record.id), snapshot),
      );
      pending.set(
        record.id,
        next.catch(() => undefined),
      );
      return next;
    },
    load: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const entries = await readdir(folder, { withFileTypes: true });
      const ids = entries
        .filter((entry) => entry.isDirectory() && entry.name.startsWith("anm_"))
        .map((e) => e.name);
      const records = await Promise.all(ids.map(read));
      return records.filter((record) => record !== undefined);
    },
    remove: async (id) => {
      await pending.get(id);
      pending.delete(id);
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}

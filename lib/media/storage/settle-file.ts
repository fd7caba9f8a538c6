import { link, mkdir, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { systemErrorCode } from "./system-error.ts";
import { KeyTakenError } from "./types.ts";

const withoutLinks: ReadonlySet<string | undefined> = new Set(["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"]);

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes the folder and everything above it durable. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= dirname(first).length; folder = dirname(folder))
    await syncFolder(folder);
}

async function renameUnlessTaken(from: string, to: string): Promise<void> {
  const taken = await stat(to).catch(() => undefined);
  if (taken) throw new KeyTakenError("Another object has this key.");
  await rename(from, to);
}

/**
 * Gives a finished file its final name in one atomic step that never replaces another file: a hard link where the
 * file system has them, else a rename. Throws `KeyTakenError`. The first name may remain; its owner removes it.
 */
export async function settleFile(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  try {
    await link(from, to);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "EEXIST") throw new KeyTakenError("Another object has this key.");
    if (!withoutLinks.has(code)) throw error;
    await renameUnlessTaken(from, to);
  }
  await syncFolder(dirname(to));
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Puts a finished render in its place and says what it is. */
export async function keepOutput(made: string, kept: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(made)) hash.update(chunk);
  const { size } = await stat(made);
  await rename(made, kept);
  return { bytes: size, sha256: hash.digest("hex") };
}

/** Removes what an earlier try left half written. */
export async function clearRuns(folder: string): Promise<void> {
  const names = await readdir(folder);
  const left = names.filter((name) => name.startsWith("run-") || name.endsWith(".part"));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

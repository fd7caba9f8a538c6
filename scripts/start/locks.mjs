import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LockedError, takeLock } from "../../db/embedded/lock.ts";
import { Fault } from "./fault.mjs";
import { say } from "./report.mjs";

/** One start at a time uses a data folder. Throws a Fault that names the other one. @param {string} dataDir */
export function lockDataFolder(dataDir) {
  try {
    return takeLock(join(dataDir, "start.lock"));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const who = error.owner ? ` (process ${error.owner})` : "";
    throw new Fault(
      `The data folder ${dataDir} is in use by another start${who}. Stop it, or give another with --data-dir.`,
      error,
    );
  }
}

/**
 * Runs `work` while no other start installs into or builds this source tree.
 * @template T @param {string} root @param {AbortSignal} signal @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withTreeLock(root, signal, work) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  const file = join(tmpdir(), `dailies-${process.getuid?.() ?? 0}-${name}`, "tree.lock");
  let told = false;
  for (;;) {
    try {
      const lock = takeLock(file);
      try {
        return await work();
      } finally {
        lock.release();
      }
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (!told) say("Another start is installing or building here: waiting for it.");
      told = true;
      await pause(250, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

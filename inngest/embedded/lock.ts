import type { Logger } from "#lib/log.ts";
import { isPassing, openDatabase, type Sql } from "./database.ts";

const lockKey = 727_461_001;
const retryMs = 100;

export type Ownership = { held: () => boolean; release: () => Promise<void> };

export class OwnedError extends Error {}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function acquire(sql: Sql, patienceMs: number, released: () => boolean): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; !released(); await pause(retryMs)) {
    try {
      const [row] = await sql<{ granted: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as granted`;
      if (row?.granted) return true;
    } catch (error) {
      if (!isPassing(error)) throw error;
      continue;
    }
    if (Date.now() > deadline) return false;
  }
  return false;
}

/**
 * Makes this process the one engine of the database, by an advisory lock on a connection of its own. A holder that
 * is dying is waited for; a living one is an OwnedError. When the connection breaks the lock is taken again, and
 * `onLost` is called if another process was faster.
 */
export async function takeOwnership(
  url: string,
  log: Logger,
  onLost: (error: OwnedError) => void,
  patienceMs = 5000,
): Promise<Ownership> {
  let held = false;
  let released = false;
  const retake = () => {
    if (!held || released) return;
    held = false;
    log.warn("lost the connection that holds the engine's lock; taking it again");
    acquire(sql, patienceMs, () => released).then(
      (granted) => {
        held = granted;
        if (!granted && !released) onLost(new OwnedError("another engine took over this database"));
      },
      (error: unknown) => onLost(new OwnedError(`the engine's lock cannot be taken again: ${String(error)}`)),
    );
  };
  const sql = openDatabase(url, { connections: 1, onClose: retake });
  held = await acquire(sql, patienceMs, () => released);
  if (!held) {
    await sql.end({ timeout: 1 });
    throw new OwnedError("another engine is already running on this database; stop it first");
  }
  return {
    held: () => held,
    release: async () => {
      released = true;
      held = false;
      await sql.end({ timeout: 1 });
    },
  };
}

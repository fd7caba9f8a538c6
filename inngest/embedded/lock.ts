import pg from "pg";
import type { Logger } from "#lib/log.ts";
import { connectionOptions, isPassing } from "./database.ts";

const lockKey = 727_461_001;
const retryMs = 100;

export type Ownership = { held: () => boolean; release: () => Promise<void> };

export class OwnedError extends Error {}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A connection that holds the lock as long as it lives; undefined when another one has it. */
async function tryLock(url: string, onEnd: () => void): Promise<pg.Client | undefined> {
  const client = new pg.Client(connectionOptions(url));
  client.on("error", () => client.end());
  await client.connect();
  const { rows } = await client.query<{ granted: boolean }>("select pg_try_advisory_lock($1) as granted", [
    lockKey,
  ]);
  if (rows[0]?.granted) return client.once("end", onEnd);
  await client.end();
  return undefined;
}

async function acquire(
  url: string,
  patienceMs: number,
  released: () => boolean,
  onEnd: () => void,
): Promise<pg.Client | undefined> {
  for (let deadline = Date.now() + patienceMs; !released(); await pause(retryMs)) {
    try {
      const client = await tryLock(url, onEnd);
      if (client || Date.now() > deadline) return client;
    } catch (error) {
      if (!isPassing(error)) throw error;
      deadline = Date.now() + patienceMs;
    }
  }
  return undefined;
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
  let client: pg.Client | undefined;
  let released = false;
  const isReleased = () => released;
  const retake = () => {
    client = undefined;
    if (released) return;
    log.warn("lost the connection that holds the engine's lock; taking it again");
    acquire(url, patienceMs, isReleased, retake).then(
      (taken) => {
        client = taken;
        if (!taken && !released) onLost(new OwnedError("another engine took over this database"));
      },
      (error: unknown) => onLost(new OwnedError(`the engine's lock cannot be taken again: ${String(error)}`)),
    );
  };
  client = await acquire(url, patienceMs, isReleased, retake);
  if (!client) throw new OwnedError("another engine is already running on this database; stop it first");
  return {
    held: () => client !== undefined,
    release: async () => {
      released = true;
      await client?.end();
    },
  };
}

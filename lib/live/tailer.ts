import type { Queryable } from "#db/client.ts";
import { log } from "#lib/log.ts";
import type { Cursor } from "./cursor.ts";
import type { TailMessage } from "./message.ts";
import { createProgressTail } from "./progress-tail.ts";
import { readHistory, readHorizon } from "./read-history.ts";

type Listener = (message: TailMessage) => void;

export type Tailer = {
  /** Begins to tell the listener everything after `position`, in order; nothing before, nothing twice. */
  subscribe(listener: Listener): Promise<{ position: Cursor; stop: () => void }>;
  /** Something was committed just now: look at once. */
  nudge(): void;
};

const batchMax = 500;
const troubleWaitMs = 1_000;

type Tail = { position: Cursor; progress: ReturnType<typeof createProgressTail> };

/** One reader of the history for a whole process; it reads only while somebody listens. */
export function createTailer({ db, pollMs = 250 }: { db: Queryable; pollMs?: number }): Tailer {
  const listeners = new Set<Listener>();
  let tail: Tail | undefined;
  let beginning: Promise<Tail> | undefined;
  let running = false;
  let wake: (() => void) | undefined;
  let nudged = false;

  const tell = (message: TailMessage) => {
    for (const listener of [...listeners]) listener(message);
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, nudged ? 0 : ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function look(current: Tail): Promise<void> {
    nudged = false;
    const batch = await readHistory(db, { after: current.position, limit: batchMax });
    for (const message of batch) {
      current.position = message.cursor;
      tell(message);
    }
    if (batch.length === batchMax) nudged = true;
    for (const message of await current.progress()) tell(message);
  }

  async function run(current: Tail): Promise<void> {
    let inTrouble = false;
    running = true;
    while (listeners.size > 0) {
      try {
        await look(current);
        inTrouble = false;
      } catch (error) {
        if (!inTrouble) log("live").warn({ err: error }, "the history cannot be read; trying again");
        inTrouble = true;
      }
      await pause(inTrouble ? troubleWaitMs : pollMs);
    }
    running = false;
    tail = undefined;
  }

  async function begin(): Promise<Tail> {
    const { cursor, clock } = await readHorizon(db);
    return { position: cursor, progress: createProgressTail(db, clock) };
  }

  return {
    async subscribe(listener) {
      while (!tail) {
        beginning ??= begin().finally(() => {
          beginning = undefined;
        });
        const begun = await beginning;
        tail ??= begun;
      }
      listeners.add(listener);
      if (!running) void run(tail);
      return { position: tail.position, stop: () => void listeners.delete(listener) };
    },
    nudge() {
      nudged = true;
      wake?.();
    },
  };
}

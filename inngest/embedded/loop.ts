import type { Logger } from "#lib/log.ts";
import { isPassing } from "./database.ts";

export type Loop = { poke: () => void; stop: () => Promise<void> };

const failureMs = 250;

/**
 * Runs `work` again and again, never twice at once: at once when poked (also while it runs), else after the
 * milliseconds it returned. A failure is logged and tried again.
 */
export function startLoop(name: string, log: Logger, work: () => Promise<number>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let poked = false;
  let stopped = false;
  let away = false;
  let running: Promise<void> | undefined;

  const once = async (): Promise<number> => {
    try {
      const next = await work();
      if (away) log.info({ loop: name }, "the database is back");
      away = false;
      return next;
    } catch (error) {
      const passing = isPassing(error);
      if (!passing) log.error({ loop: name, err: error }, "loop failed");
      else if (!away) log.warn({ loop: name, err: error }, "the database is away");
      away = passing;
      return failureMs;
    }
  };

  const turn = async () => {
    do {
      poked = false;
      const next = await once();
      if (stopped) return;
      if (!poked) timer = setTimeout(start, next);
    } while (poked);
  };

  const start = () => {
    clearTimeout(timer);
    running = turn().finally(() => {
      running = undefined;
    });
  };

  start();
  return {
    poke: () => {
      poked = true;
      if (!running && !stopped) start();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

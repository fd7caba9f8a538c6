import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks each `everyMs` until the answer is truthy, and returns it. Throws with `what` and the last error after `seconds`.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = 30,
  everyMs = 40,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const found = await ask();
      if (found) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`Not within ${seconds} s: ${what}${last ? ` (${String(last)})` : ""}`);
    await pause(everyMs);
  }
}

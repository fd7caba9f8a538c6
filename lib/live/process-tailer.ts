import type { Queryable } from "#db/client.ts";
import { createTailer, type Tailer } from "./tailer.ts";

declare global {
  var dailiesTailer: Tailer | undefined;
}

/** The one tailer of this process, on the database of whoever asks first. */
export function processTailer(db: Queryable): Tailer {
  globalThis.dailiesTailer ??= createTailer({ db });
  return globalThis.dailiesTailer;
}

/** Saves listeners in this process the wait for the next look. Costs nothing when nobody listens. */
export const nudgeTailer = (): void => globalThis.dailiesTailer?.nudge();

import type { Queryable } from "#db/client.ts";
import type { ProgressMessage } from "./message.ts";
import { readProgress } from "./read-history.ts";

/** A note may become visible this much after its own time, because its transaction was open meanwhile. */
const overlapMs = 2_000;

/** Reads each progress note once, from the millisecond of `start` on. Progress is a hint: one that shows up later than the overlap is left out. */
export function createProgressTail(db: Queryable, start: Date): () => Promise<ProgressMessage[]> {
  let newest = start.getTime();
  let told = new Map<string, number>();
  return async () => {
    const noted = await readProgress(db, new Date(newest - overlapMs));
    const fresh = noted.filter(
      ({ message, notedAt }) => notedAt >= start && notedAt.getTime() > (told.get(message.videoId) ?? 0),
    );
    told = new Map(noted.map(({ message, notedAt }) => [message.videoId, notedAt.getTime()]));
    newest = Math.max(newest, ...noted.map(({ notedAt }) => notedAt.getTime()));
    return fresh;
  };
}

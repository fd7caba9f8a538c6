import type { User } from "#lib/context.ts";
import { liveVideoMessage } from "#lib/contract/live.ts";
import type { TestBench } from "#lib/testing/context.ts";
import { type Listening, openEventStream } from "../event-stream.ts";
import { createTailer } from "../tailer.ts";
import { readEvents, type SseEvent } from "./sse-reader.ts";

export const sequenceOf = (event: SseEvent): number => liveVideoMessage.parse(event.data).sequence;

/** One connection as a browser makes it; `end` is the browser going away. */
export async function listenTo(bench: TestBench, viewer: User, more: Partial<Listening> = {}) {
  const leaving = new AbortController();
  const body = await openEventStream({
    db: bench.db,
    tailer: createTailer({ db: bench.db, pollMs: 5 }),
    audience: { viewer },
    lastEventId: null,
    endings: [leaving.signal],
    stillAllowed: async () => true,
    ...more,
  });
  const events = readEvents(body);
  const next = async () => {
    const { value, done } = await events.next();
    if (done) throw new Error("the stream has ended");
    return value;
  };
  return { body, events, next, end: () => leaving.abort() };
}

/** Reads on until the first event for which `isLast` holds; that one is the last of the answer. */
export async function readUntil(next: () => Promise<SseEvent>, isLast: (event: SseEvent) => boolean) {
  const read: SseEvent[] = [];
  do read.push(await next());
  while (!isLast(read[read.length - 1] ?? { event: "", data: "" }));
  return read;
}

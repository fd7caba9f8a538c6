import type { Queryable } from "#db/client.ts";
import { log } from "#lib/log.ts";
import { type Audience, hears } from "./audience.ts";
import { isAfter } from "./cursor.ts";
import type { TailMessage } from "./message.ts";
import { createOutlet, type Outlet } from "./outlet.ts";
import { readReplay } from "./replay.ts";
import type { Tailer } from "./tailer.ts";
import { heartbeat, preamble, wireMessage, wireReady } from "./wire.ts";

const heldBackMax = 2_000;

export type Listening = {
  db: Queryable;
  tailer: Tailer;
  audience: Audience;
  lastEventId: string | null;
  /** Any of these ends the stream: the request's own signal, the process's shutdown. */
  endings: readonly AbortSignal[];
  /** False as soon as the viewer may no longer listen as whom they began. */
  stillAllowed: () => Promise<boolean>;
  heartbeatMs?: number;
};

const heads = (audience: Audience, message: TailMessage): boolean =>
  hears(audience, {
    id: message.message.videoId,
    ownerId: message.kind === "video" ? message.message.ownerId : message.ownerId,
  });

/** Every heartbeat also asks whether the viewer still may listen; without an answer the stream goes on. */
function keepAlive(outlet: Outlet, { stillAllowed, heartbeatMs = 15_000 }: Listening): () => void {
  const timer = setInterval(() => {
    outlet.say(heartbeat);
    stillAllowed().then(
      (allowed) => allowed || outlet.close(),
      (error: unknown) => log("live").warn({ err: error }, "a listener could not be checked"),
    );
  }, heartbeatMs);
  return () => clearInterval(timer);
}

/** First what was missed, then `ready`, then what is heard from now on; messages in between are held back. */
async function tellAll(
  outlet: Outlet,
  { db, tailer, audience, lastEventId }: Listening,
): Promise<() => void> {
  let pass: ((message: TailMessage) => void) | undefined;
  const held: TailMessage[] = [];
  const { position, stop } = await tailer.subscribe((message) => {
    if (!heads(audience, message)) return;
    if (pass) pass(message);
    else if (held.push(message) > heldBackMax) outlet.close();
  });
  try {
    const { messages, from, resync } = await readReplay(db, { lastEventId, position, audience });
    outlet.say(preamble);
    for (const message of messages) outlet.say(wireMessage(message));
    outlet.say(wireReady(isAfter(from, position) ? from : position, resync));
    pass = (message) => {
      if (message.kind === "progress" || isAfter(message.cursor, from)) outlet.say(wireMessage(message));
    };
    held.forEach(pass);
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

/** Opens the stream of server-sent events for one listener. Throws only before the first byte. */
export async function openEventStream(listening: Listening): Promise<ReadableStream<Uint8Array>> {
  const outlet = createOutlet();
  const stopTelling = await tellAll(outlet, listening);
  const stopBeating = keepAlive(outlet, listening);
  const end = () => outlet.close();
  const cleanUp = () => {
    stopTelling();
    stopBeating();
    for (const ending of listening.endings) ending.removeEventListener("abort", end);
  };
  for (const ending of listening.endings) ending.addEventListener("abort", end);
  outlet.closed.addEventListener("abort", cleanUp);
  if (outlet.closed.aborted) cleanUp();
  if (listening.endings.some((ending) => ending.aborted)) end();
  return outlet.body;
}

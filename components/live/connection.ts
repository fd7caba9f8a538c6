import { z } from "zod";
import { liveProgressMessage, liveVideoMessage } from "#lib/contract/live.ts";

const liveMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("video"), message: liveVideoMessage }),
  z.object({ kind: z.literal("progress"), message: liveProgressMessage }),
  z.object({ kind: z.literal("resync") }),
  z.object({ kind: z.literal("state"), connected: z.boolean() }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;

type Listener = (message: LiveMessage) => void;

const readyMessage = z.object({ resync: z.boolean() });
const streamPath = "/api/v1/events";
const waitMaxMs = 10_000;

/**
 * The stream itself: says every message and begins again after a refusal. The server tells after each connection
 * whether all that was missed has been told, or everything has to be read again.
 */
function openStream(say: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const parsed = <T extends z.ZodType>(schema: T, event: MessageEvent<unknown>): z.infer<T> | undefined => {
    const data = z.string().safeParse(event.data);
    if (!data.success) return undefined;
    const result = schema.safeParse(JSON.parse(data.data));
    return result.success ? result.data : undefined;
  };
  const open = () => {
    source = new EventSource(streamPath);
    source.addEventListener("video", (event) => {
      const message = parsed(liveVideoMessage, event);
      say(message ? { kind: "video", message } : { kind: "resync" });
    });
    source.addEventListener("progress", (event) => {
      const message = parsed(liveProgressMessage, event);
      if (message) say({ kind: "progress", message });
    });
    source.addEventListener("ready", (event) => {
      failures = 0;
      say({ kind: "state", connected: true });
      if (parsed(readyMessage, event)?.resync !== false) say({ kind: "resync" });
    });
    source.onerror = () => {
      say({ kind: "state", connected: false });
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, Math.min(500 * 2 ** failures, waitMaxMs));
      failures += 1;
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/**
 * Listens as one person with one stream a browser: the tab which holds a lock reads it and tells the others; when it
 * closes the next one takes over. Another person who signs in later has a lock and a channel of their own, because the
 * stream of an old tab still is the former person's. Without locks (plain HTTP) each tab reads its own.
 */
export function listen(userId: string, tell: Listener): () => void {
  const channelName = `dailies-live-${userId}`;
  if (!navigator.locks || typeof BroadcastChannel === "undefined") return openStream(tell);
  const channel = new BroadcastChannel(channelName);
  const leaving = new AbortController();
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const message = liveMessage.safeParse(event.data);
    if (message.success) tell(message.data);
  };
  const lead = () =>
    new Promise<void>((release) => {
      if (leaving.signal.aborted) return release();
      const say: Listener = (message) => {
        tell(message);
        channel.postMessage(message);
      };
      const close = openStream(say);
      leaving.signal.addEventListener("abort", () => {
        close();
        release();
      });
    });
  void navigator.locks.request(channelName, { signal: leaving.signal }, lead).catch((reason: unknown) => {
    if (!leaving.signal.aborted) throw reason;
  });
  return () => {
    leaving.abort();
    channel.close();
  };
}

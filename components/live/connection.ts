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

const channelName = "dailies-live";
const streamPath = "/api/v1/events";
const waitMaxMs = 10_000;

/** The stream itself: says every message, begins again after a refusal, asks for a resync after each gap. */
function openStream(say: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let gap = false;

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
    source.onopen = () => {
      failures = 0;
      say({ kind: "state", connected: true });
      if (gap) say({ kind: "resync" });
      gap = false;
    };
    source.onerror = () => {
      gap = true;
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
 * Listens to the installation with one stream a browser: the tab which holds a lock reads it and tells the others;
 * when it closes the next one takes over and asks for a resync. Without locks (plain HTTP) each tab reads its own.
 */
export function listen(tell: Listener): () => void {
  if (!navigator.locks || typeof BroadcastChannel === "undefined") return openStream(tell);
  const channel = new BroadcastChannel(channelName);
  const leaving = new AbortController();
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const message = liveMessage.safeParse(event.data);
    if (message.success) tell(message.data);
  };
  const lead = (inherited: boolean) =>
    new Promise<void>((release) => {
      if (leaving.signal.aborted) return release();
      const say: Listener = (message) => {
        tell(message);
        channel.postMessage(message);
      };
      const close = openStream(say);
      if (inherited) say({ kind: "resync" });
      leaving.signal.addEventListener("abort", () => {
        close();
        release();
      });
    });
  void navigator.locks
    .request(channelName, { ifAvailable: true }, (lock) => (lock ? lead(false) : undefined))
    .then(() =>
      leaving.signal.aborted
        ? undefined
        : navigator.locks.request(channelName, { signal: leaving.signal }, () => lead(true)),
    )
    .catch((reason: unknown) => {
      if (!leaving.signal.aborted) throw reason;
    });
  return () => {
    leaving.abort();
    channel.close();
  };
}

import { eventType } from "inngest";
import { z } from "zod";

const id = z.string().min(1).max(64);

/** Payloads hold ids only: never a prompt, never a URL. */
export const videoQueued = eventType("video/queued", { schema: z.object({ videoId: id, round: z.int() }) });
export const videoCanceled = eventType("video/canceled", {
  schema: z.object({ videoId: id, round: z.int() }),
});
export const stillQueued = eventType("still/queued", { schema: z.object({ stillId: id }) });
export const receiptStored = eventType("receipt/stored", {
  schema: z.object({ receiptId: id, videoId: id, attemptId: id }),
});
/** The app came up: what a crash left is taken up now, not at the next minute. */
export const appStarted = eventType("app/started", { schema: z.object({ startId: id }) });

import { log } from "#lib/log.ts";
import type { Announcer } from "#lib/videos/announcer.ts";
import { inngest } from "./client.ts";
import { receiptStored, stillQueued, videoCanceled, videoQueued } from "./events.ts";

const logger = log("announcer");

/** A lost announcement is not an error of the request that made it: the sweep and bounded waits make up for it. */
function nudge(event: Parameters<typeof inngest.send>[0]): void {
  inngest.send(event).catch((error: unknown) => {
    logger.warn({ err: error }, "the engine did not take an event; the sweep repeats it");
  });
}

export const announcer: Announcer = {
  videoCreated: ({ id, round }) =>
    nudge(videoQueued.create({ videoId: id, round }, { id: `${id}/queued/${round}` })),
  videoResumed: ({ id, round, cause }) =>
    nudge(videoQueued.create({ videoId: id, round }, { id: `${id}/resumed/${round}/${cause}` })),
  videoCanceled: ({ id, round }) =>
    nudge(videoCanceled.create({ videoId: id, round }, { id: `${id}/canceled/${round}` })),
  stillQueued: ({ id }) => nudge(stillQueued.create({ stillId: id }, { id: `${id}/queued` })),
  receiptStored: ({ id, videoId, attemptId }) =>
    nudge(receiptStored.create({ receiptId: id, videoId, attemptId }, { id: `${id}/stored` })),
};

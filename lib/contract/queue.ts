import { z } from "zod";
import { reviewReasonView } from "./review.ts";
import { videoSummaryView } from "./video.ts";

export const reviewQueueInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(30),
  cursor: z.string().max(200).optional(),
});

/** Oldest first. `own` items of the reviewer are left out and counted. */
export const reviewQueueView = z
  .object({
    items: z.array(videoSummaryView),
    waiting: z.int(),
    ownWaiting: z.int(),
    oldestAt: z.iso.datetime().nullable(),
    decidedToday: z.int(),
    medianDecisionSeconds: z.number().nullable(),
    reasons: z.array(reviewReasonView),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "ReviewQueue" });
export type ReviewQueueView = z.infer<typeof reviewQueueView>;

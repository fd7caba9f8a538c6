import type { VideoEventType, VideoStatus } from "#lib/contract/status.ts";

type Move = { from: readonly VideoStatus[]; to: VideoStatus };

/** Every legal move of a video, except `created`, which has no status before it. The database holds the same table. */
export const moves = {
  claimed: { from: ["queued", "retrying"], to: "submitted" },
  accepted: { from: ["submitted"], to: "processing" },
  finished: { from: ["processing"], to: "completed" },
  retried: { from: ["submitted", "processing", "failed"], to: "retrying" },
  failed: { from: ["queued", "submitted", "processing", "retrying"], to: "failed" },
  canceled: { from: ["queued", "retrying", "submitted", "processing"], to: "canceled" },
  expired: {
    from: ["queued", "retrying", "submitted", "processing", "completed", "approved"],
    to: "expired",
  },
  approved: { from: ["completed"], to: "approved" },
  rejected: { from: ["completed"], to: "rejected" },
  published: { from: ["approved"], to: "published" },
  withdrawn: { from: ["published"], to: "approved" },
} as const satisfies Record<Exclude<VideoEventType, "created">, Move>;

export type VideoMove = keyof typeof moves;

/** The status after `event`, or undefined where the event may not happen in `status`. */
export function next(status: VideoStatus, event: VideoMove): VideoStatus | undefined {
  const move: Move = moves[event];
  return move.from.includes(status) ? move.to : undefined;
}

import { z } from "zod";
import { videoEventType, videoStatus } from "./status.ts";
import { waitingReason } from "./video.ts";

/**
 * `video` messages carry an id that `Last-Event-ID` replays; `progress`, how far a video is or what it waits for, is a
 * hint without one.
 */
export const liveVideoMessage = z.object({
  videoId: z.string(),
  ownerId: z.string(),
  sequence: z.int(),
  type: videoEventType,
  status: videoStatus,
  at: z.iso.datetime(),
});
export type LiveVideoMessage = z.infer<typeof liveVideoMessage>;

export const liveProgressMessage = z.object({
  videoId: z.string(),
  progress: z.number().min(0).max(1).nullable(),
  etaSeconds: z.int().nullable(),
  waitingFor: waitingReason.nullable(),
});
export type LiveProgressMessage = z.infer<typeof liveProgressMessage>;

import { z } from "zod";
import { videoEventType, videoStatus } from "./status.ts";

/** `video` messages carry an id that `Last-Event-ID` replays; `progress` is a hint without one. */
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
  progress: z.number().min(0).max(1),
  etaSeconds: z.int().nullable(),
});
export type LiveProgressMessage = z.infer<typeof liveProgressMessage>;

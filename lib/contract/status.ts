import { z } from "zod";

export const videoStatuses = [
  "queued",
  "submitted",
  "processing",
  "retrying",
  "completed",
  "approved",
  "published",
  "rejected",
  "failed",
  "canceled",
  "expired",
] as const;
export const videoStatus = z.enum(videoStatuses);
export type VideoStatus = z.infer<typeof videoStatus>;

export const videoEventTypes = [
  "created",
  "claimed",
  "accepted",
  "finished",
  "retried",
  "failed",
  "canceled",
  "expired",
  "approved",
  "rejected",
  "published",
  "withdrawn",
] as const;
export const videoEventType = z.enum(videoEventTypes);
export type VideoEventType = z.infer<typeof videoEventType>;

export const eventSources = ["user", "reviewer", "admin", "worker", "webhook", "sweep"] as const;
export const eventSource = z.enum(eventSources);
export type EventSource = z.infer<typeof eventSource>;

/** Statuses in which work is going on and a place of the concurrent quota is held. */
export const activeStatuses = [
  "queued",
  "submitted",
  "processing",
  "retrying",
] as const satisfies readonly VideoStatus[];

const active: ReadonlySet<VideoStatus> = new Set(activeStatuses);
export const isActive = (status: VideoStatus): boolean => active.has(status);

import type { Queryable } from "#db/client.ts";
import { videoEvents, videos } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";

/** A video that waits to start, without its first event. */
export async function addVideo(db: Queryable, ownerId: string): Promise<string> {
  const id = newId("video");
  await db.insert(videos).values({
    id,
    ownerId,
    workflowType: "text-to-video",
    status: "queued",
    promptHash: "-",
    aspectRatio: "16:9",
    width: 1280,
    height: 720,
    durationSeconds: 5,
    tier: "draft",
    seed: 1,
    modelChoice: "auto",
    model: "animatic",
    deadlineAt: new Date(Date.now() + 3_600_000),
  });
  return id;
}

/** One entry of a video's history; `sequence` is also its cause, so that entries can be told apart. */
export async function addEvent(db: Queryable, videoId: string, sequence: number): Promise<void> {
  await db.insert(videoEvents).values({
    videoId,
    sequence,
    type: "created",
    previousStatus: null,
    newStatus: "queued",
    source: "user",
    cause: `cause ${sequence}`,
    message: "made for a test",
  });
}

import { eq, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { createVideoInput } from "#lib/contract/video.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import type { VideoMove } from "#lib/videos/machine.ts";
import { transition, type VideoRow } from "#lib/videos/transition.ts";
import type { TestBench } from "./context.ts";

export const request = (change: Partial<CreateVideoInput> = {}): CreateVideoInput =>
  createVideoInput.parse({ prompt: "A quiet harbour at dawn, slow push-in", ...change });

/** A legal way from `queued` to each status. */
const pathTo: Record<VideoStatus, readonly VideoMove[]> = {
  queued: [],
  submitted: ["claimed"],
  processing: ["claimed", "accepted"],
  retrying: ["claimed", "retried"],
  completed: ["claimed", "accepted", "finished"],
  approved: ["claimed", "accepted", "finished", "approved"],
  published: ["claimed", "accepted", "finished", "approved", "published"],
  rejected: ["claimed", "accepted", "finished", "rejected"],
  failed: ["failed"],
  canceled: ["canceled"],
  expired: ["expired"],
};

export async function videoRow(bench: TestBench, id: string): Promise<VideoRow> {
  const [row] = await bench.db.select().from(videos).where(eq(videos.id, id));
  if (!row) throw new Error(`there is no video ${id}`);
  return row;
}

/** A video of `owner` that went the legal way to `status`, without a vendor. */
export async function videoIn(bench: TestBench, owner: User, status: VideoStatus): Promise<string> {
  const { id } = await createVideo(bench.context(owner), request());
  for (const event of pathTo[status])
    await transition(bench.context(owner), id, { event, cause: `to ${event}`, message: "on the way" });
  return id;
}

/** Writes a status past all our code, to ask the database's own guard. */
export const forceStatus = (bench: TestBench, id: string, status: VideoStatus) =>
  bench.db.execute(sql`update videos set status = ${status} where id = ${id}`);

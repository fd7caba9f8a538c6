import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { artifacts, publications, reviews, videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { createVideoInput } from "#lib/contract/video.ts";
import { newId } from "#lib/ids.ts";
import { createVideo } from "#lib/videos/create-video.ts";
import type { VideoMove } from "#lib/videos/machine.ts";
import { transition, type VideoRow } from "#lib/videos/transition.ts";
import { attemptIn } from "./attempts.ts";
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

/** The row of a clip's file; its bytes are nowhere. */
export async function fileOf(
  bench: TestBench,
  videoId: string,
  change: Partial<typeof artifacts.$inferInsert> = {},
): Promise<typeof artifacts.$inferSelect> {
  const attemptId = change.attemptId ?? (await attemptIn(bench, { videoId, state: "succeeded" }));
  const [file] = await bench.db
    .insert(artifacts)
    .values({
      id: newId("artifact"),
      videoId,
      attemptId,
      type: "video",
      storageKey: `videos/${videoId}/${attemptId}/video.mp4`,
      mimeType: "video/mp4",
      bytes: 1,
      sha256: createHash("sha256").update(attemptId).digest("hex"),
      width: 2,
      height: 2,
      ...change,
    })
    .returning();
  if (!file) throw new Error("the file was not noted");
  return file;
}

/** What makes a public clip true: somebody else's approval of exactly its file, and its page. */
export async function makePublic(
  bench: TestBench,
  owner: User,
  { videoId, file, slug = videoId }: { videoId: string; file: { id: string; sha256: string }; slug?: string },
): Promise<void> {
  const reviewer = await bench.person("reviewer");
  await bench.db.insert(reviews).values({
    id: newId("review"),
    videoId,
    reviewerId: reviewer.id,
    decision: "approve",
    reasons: [],
    artifactSha256: file.sha256,
    waitedSeconds: 1,
  });
  await bench.db.insert(publications).values({
    id: newId("publication"),
    videoId,
    artifactId: file.id,
    slug,
    title: "Clip",
    visibility: "public",
    publishedBy: owner.id,
  });
}

/** A video of `owner` that went the legal way to `status`, without a vendor; a published one has its file and page. */
export async function videoIn(bench: TestBench, owner: User, status: VideoStatus): Promise<string> {
  const { id } = await createVideo(bench.context(owner), request());
  for (const event of pathTo[status])
    await transition(bench.context(owner), id, {
      event,
      cause: `to ${event}`,
      message: "on the way",
      ...(event === "failed" && { errorCode: "internal" }),
    });
  if (status === "published") await makePublic(bench, owner, { videoId: id, file: await fileOf(bench, id) });
  return id;
}

/** Writes a status past all our code, to ask the database's own guard. */
export const forceStatus = (bench: TestBench, id: string, status: VideoStatus) =>
  bench.db.execute(sql`update videos set status = ${status} where id = ${id}`);

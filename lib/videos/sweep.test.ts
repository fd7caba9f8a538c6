import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { artifacts, idempotencyKeys, publications, videos } from "#db/schema/index.ts";
import type { Actor, Context, User } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { withdrawVideo } from "#lib/review/withdraw-video.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { fileOf, request, videoIn, videoRow } from "#lib/testing/videos.ts";
import { announceForgotten } from "./announce-forgotten.ts";
import { createVideo } from "./create-video.ts";
import { expireUnused, forgetIdempotencyKeys } from "./expire.ts";
import { failVideo } from "./fail-video.ts";
import { retryVideo } from "./retry-video.ts";
import { settleOverdue } from "./settle-overdue.ts";

const sweeper: Actor = { kind: "system", source: "sweep" };
const day = 86_400_000;

describe("sweep", () => {
  let bench: TestBench;
  let owner: User;
  let announced: string[];
  const later = (ms: number): Context =>
    bench.context(
      sweeper,
      {
        announcer: {
          videoCreated: ({ id, round }) => announced.push(`${id} ${round}`),
          videoResumed: () => undefined,
          videoCanceled: () => undefined,
          stillQueued: () => undefined,
          receiptStored: () => undefined,
        },
      },
      () => new Date(Date.now() + ms),
    );

  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users cascade`;
    owner = await bench.person("creator", "unlimited");
    announced = [];
  });
  afterAll(() => bench.close());

  it("a late word about an earlier round leaves the round that runs alone", async () => {
    const videoId = await videoIn(bench, owner, "failed");
    await retryVideo(bench.context(owner), { id: videoId });
    const failure: Failure = { kind: "unknown", code: "internal", message: "The run ended." };
    await failVideo(later(0), { videoId, round: 1, cause: "a late run", failure });
    expect(await videoRow(bench, videoId)).toMatchObject({ status: "retrying", round: 2 });
    await failVideo(later(0), { videoId, round: 2, cause: "its own run", failure });
    expect(await videoRow(bench, videoId)).toMatchObject({ status: "failed", failureCode: "internal" });
  });

  it("announces what was forgotten within the start of an app, and leaves alone what is fresh or has a take", async () => {
    const forgotten = await videoIn(bench, owner, "queued");
    const begun = await videoIn(bench, owner, "queued");
    await attemptIn(bench, { videoId: begun, state: "intent" });
    expect(await announceForgotten(later(-1_000))).toBe(0);
    expect(await announceForgotten(later(3_000))).toBe(1);
    expect(announced).toEqual([`${forgotten} 1`]);
  });

  it("fails what is past its absolute deadline with a cause, once, and frees the place", async () => {
    const id = await videoIn(bench, owner, "processing");
    expect(await settleOverdue(later(0))).toBe(0);
    expect(await settleOverdue(later(day))).toBe(1);
    expect(await settleOverdue(later(day))).toBe(0);
    expect(await videoRow(bench, id)).toMatchObject({ status: "failed", failureCode: "deadline_passed" });
    const [usage] = await bench.db.execute<{ used: number }>(
      sql`select used from quota_usage where user_id = ${owner.id} and "window" = 'concurrent'`,
    );
    expect(usage?.used).toBe(0);
  });

  it("expires unused clips with their files after sixty days, never a published or rejected one", async () => {
    const [unused, published, rejected] = [
      await videoIn(bench, owner, "completed"),
      await videoIn(bench, owner, "published"),
      await videoIn(bench, owner, "rejected"),
    ];
    const { storage } = later(0).parts;
    const object = await storage.put("videos/unused.mp4", Readable.from(["bytes"]), { bytesMax: 10 });
    await fileOf(bench, unused, { storageKey: object.key, bytes: object.bytes, sha256: object.sha256 });
    expect(await expireUnused(later(59 * day))).toBe(0);
    expect(await expireUnused(later(61 * day))).toBe(1);
    expect((await videoRow(bench, unused)).status).toBe("expired");
    expect([(await videoRow(bench, published)).status, (await videoRow(bench, rejected)).status]).toEqual([
      "published",
      "rejected",
    ]);
    expect(await storage.stat(object.key)).toBeUndefined();
    expect(await bench.db.select().from(artifacts).where(eq(artifacts.videoId, unused))).toEqual([]);
  });

  it("expires a clip whose public page was withdrawn, and keeps the record of the page", async () => {
    const id = await videoIn(bench, owner, "published");
    await withdrawVideo(bench.context(owner), { id });
    expect(await expireUnused(later(61 * day))).toBe(1);
    expect(await bench.db.select().from(publications)).toMatchObject([{ slug: id, artifactId: null }]);
  });

  it("forgets idempotency keys after two days and keeps their videos", async () => {
    await createVideo(bench.context(owner), { ...request(), idempotencyKey: "old" });
    await forgetIdempotencyKeys(later(day));
    expect(await bench.db.select().from(idempotencyKeys)).toHaveLength(1);
    await forgetIdempotencyKeys(later(3 * day));
    expect(await bench.db.select().from(idempotencyKeys)).toEqual([]);
    expect(await bench.db.select().from(videos)).toHaveLength(1);
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quotaUsage, videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { overviewView } from "#lib/contract/health.ts";
import { periodOf } from "#lib/money/quota.ts";
import { attemptIn } from "#lib/testing/attempts.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { stubEnvironment } from "#lib/testing/environment.ts";
import { videoIn } from "#lib/testing/videos.ts";
import { endAttempt } from "#lib/videos/attempts.ts";
import { noteFinding } from "#lib/videos/findings.ts";
import { getOverview } from "./get-overview.ts";
import { countStuck } from "./stuck.ts";

let bench: TestBench;
let admin: User;
let owner: User;
beforeAll(async () => {
  bench = await createBench();
  stubEnvironment(bench);
  admin = await bench.person("admin");
  owner = await bench.person("creator", "unlimited");
});
afterAll(() => bench.close());

const overview = async () => overviewView.parse(await getOverview(bench.context(admin)));

test("an installation without a video has zeros and no invented speed", async () => {
  const view = await overview();
  expect(view.counts.every(({ count }) => count === 0)).toBe(true);
  expect(view.queuedToReady).toEqual({ p50Seconds: null, p95Seconds: null, samples: 0 });
  expect(view.reviewQueue).toEqual({ waiting: 0, oldestAt: null });
});

test("counts, queue, speed and failures are those of the rows", async () => {
  for (const status of ["completed", "completed", "failed", "processing"] as const)
    await videoIn(bench, owner, status);
  const view = await overview();
  const counts = Object.fromEntries(view.counts.map(({ status, count }) => [status, count]));
  expect(counts).toMatchObject({ completed: 2, failed: 1, processing: 1, queued: 0 });
  expect(view.reviewQueue.waiting).toBe(2);
  expect(view.queuedToReady.samples).toBe(2);
  const [animatic] = view.models;
  expect(animatic).toMatchObject({ model: "animatic", delivered: 2, failed: 1 });
  expect(animatic?.hourly).toHaveLength(24);
  expect(animatic?.hourly.at(-1)).toBe(1);
});

test("a video past its deadline is stuck, oldest first, with how long it is overdue", async () => {
  const id = await videoIn(bench, owner, "processing");
  const deadlineAt = new Date(Date.now() - 120_000);
  await bench.db.update(videos).set({ deadlineAt }).where(eq(videos.id, id));
  const finished = await videoIn(bench, owner, "completed");
  await bench.db.update(videos).set({ deadlineAt }).where(eq(videos.id, finished));
  const { stuck } = await overview();
  expect(stuck).toMatchObject([{ id, status: "processing", ownerName: owner.name, because: "deadline" }]);
  expect(stuck[0]?.stuckSeconds).toBeGreaterThanOrEqual(120);
});

test("a video whose finished clip could not be copied for five minutes is stuck long before its deadline", async () => {
  const id = await videoIn(bench, owner, "processing");
  const attemptId = await attemptIn(bench, { videoId: id, state: "accepted" });
  const about = { attemptId, kind: "uncopied", cause: "first" } as const;
  await noteFinding(bench.context(worker), { ...about, detail: "It failed." });
  const at = async (minutes: number) => {
    const now = () => new Date(Date.now() + minutes * 60_000);
    const ctx = bench.context(admin, {}, now);
    const { stuck } = overviewView.parse(await getOverview(ctx));
    expect(await countStuck(ctx)).toBe(stuck.length);
    return stuck.find((video) => video.id === id);
  };
  expect(await at(4)).toBeUndefined();
  expect(await at(6)).toMatchObject({ because: "uncopied" });
  expect((await at(6))?.stuckSeconds).toBeGreaterThanOrEqual(360);
  await endAttempt(bench.context(worker), attemptId, { state: "canceled" });
  expect(await at(6)).toBeUndefined();
});

test("people at four fifths of a limit are near it, in the period that runs only", async () => {
  const near = await bench.person("creator", "free");
  const far = await bench.person("creator", "free");
  const now = new Date();
  await bench.db.insert(quotaUsage).values([
    { userId: near.id, window: "day", period: periodOf("day", now), used: 8 },
    { userId: far.id, window: "day", period: periodOf("day", now), used: 7 },
    { userId: far.id, window: "day", period: "2020-01-01", used: 10 },
  ]);
  const { nearLimit } = await overview();
  expect(nearLimit).toEqual([{ id: near.id, name: near.name, window: "day", used: 8, limit: 10 }]);
});

test("nobody but an admin sees it", async () => {
  const attempt = getOverview(bench.context(await bench.person("reviewer")));
  await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
});

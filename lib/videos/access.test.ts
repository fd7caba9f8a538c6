import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context, User } from "#lib/context.ts";
import { publishVideo } from "#lib/review/publish-video.ts";
import { withdrawVideo } from "#lib/review/withdraw-video.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoIn, videoRow } from "#lib/testing/videos.ts";
import { cancelVideo } from "./cancel-video.ts";
import { getVideo } from "./get-video.ts";
import { listVideos } from "./list-videos.ts";
import { retryVideo } from "./retry-video.ts";

const verbs = [
  ["read", "processing", (ctx: Context, id: string) => getVideo(ctx, { id })],
  ["cancel", "processing", (ctx: Context, id: string) => cancelVideo(ctx, { id })],
  ["retry", "failed", (ctx: Context, id: string) => retryVideo(ctx, { id })],
  ["publish", "approved", (ctx: Context, id: string) => publishVideo(ctx, { id, title: "Mine" })],
  ["withdraw", "published", (ctx: Context, id: string) => withdrawVideo(ctx, { id })],
] as const;

describe("somebody else's video", () => {
  let bench: TestBench;
  let owner: User;
  let stranger: User;
  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
    stranger = await bench.person("creator", "unlimited");
  });
  afterAll(() => bench.close());

  it.each(verbs)("answers %s like an unknown id, and stays as it was", async (_, status, verb) => {
    const id = await videoIn(bench, owner, status);
    const ctx = bench.context(stranger);
    const [foreign, unknown] = await Promise.allSettled([verb(ctx, id), verb(ctx, "vid_unknown")]);
    expect(foreign).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    expect(foreign).toEqual(unknown);
    expect((await videoRow(bench, id)).status).toBe(status);
  });

  it("is in nobody else's list", async () => {
    await videoIn(bench, owner, "completed");
    expect((await listVideos(bench.context(stranger), { limit: 50 })).items).toEqual([]);
    expect((await listVideos(bench.context(owner), { limit: 50 })).items.length).toBeGreaterThan(0);
  });

  it("is readable for reviewers, who may not change it", async () => {
    const reviewer = bench.context(await bench.person("reviewer"));
    const id = await videoIn(bench, owner, "processing");
    expect(await getVideo(reviewer, { id })).toMatchObject({
      id,
      isOwn: false,
      actions: [],
      prompt: { text: expect.any(String) },
    });
    await expect(cancelVideo(reviewer, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("an admin may stop and withdraw, but not publish for its owner", async () => {
    const admin = bench.context(await bench.person("admin"));
    const [running, approved] = [
      await videoIn(bench, owner, "processing"),
      await videoIn(bench, owner, "approved"),
    ];
    expect(await cancelVideo(admin, { id: running })).toMatchObject({ status: "canceled" });
    await expect(publishVideo(admin, { id: approved, title: "Not mine" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("one's own list", () => {
  it("pages newest first without gaps or repeats, filters by status, and searches sealed prompts", async () => {
    const bench = await createBench();
    try {
      const owner = await bench.person("creator", "unlimited");
      const ids: string[] = [];
      for (const status of ["completed", "failed", "completed", "queued", "completed"] as const)
        ids.unshift(await videoIn(bench, owner, status));
      const ctx = bench.context(owner);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listVideos(ctx, { limit: 2, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(ids);
      expect((await listVideos(ctx, { limit: 50, status: ["completed"] })).items).toHaveLength(3);
      expect((await listVideos(ctx, { limit: 50, q: "HARBOUR" })).items).toHaveLength(5);
      expect((await listVideos(ctx, { limit: 50, q: "no such words" })).items).toEqual([]);
    } finally {
      await bench.close();
    }
  });
});

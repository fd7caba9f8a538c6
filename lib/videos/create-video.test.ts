import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prompts, quotaUsage, videoEvents, videos } from "#db/schema/index.ts";
import { planLimits } from "#lib/contract/usage.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { request } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";

describe("createVideo", () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createBench(40);
  });
  afterAll(() => bench.close());

  const videosOf = (ownerId: string) => bench.db.select().from(videos).where(eq(videos.ownerId, ownerId));
  const usedBy = (userId: string) => bench.db.select().from(quotaUsage).where(eq(quotaUsage.userId, userId));

  it("writes prompt, video and event zero together, and the prompt nowhere in clear", async () => {
    const owner = await bench.person();
    const text = "Canary harbour zebra-4711 at dawn";
    const { id, status, statusText } = await createVideo(bench.context(owner), request({ prompt: text }));
    expect({ status, statusText }).toEqual({ status: "queued", statusText: "Waiting to start" });
    const [prompt] = await bench.db.select().from(prompts).where(eq(prompts.videoId, id));
    expect(bench.context(owner).parts.sealer.open(prompt?.sealed ?? "", id)).toContain(text);
    const stored = JSON.stringify([
      await videosOf(owner.id),
      await bench.db.select().from(videoEvents),
      prompt,
    ]);
    expect(stored).not.toContain("zebra-4711");
  });

  it("admits exactly the quota of ten among a hundred at once", async () => {
    const owner = await bench.person("creator", "unlimited");
    const admin = await bench.person("admin");
    await bench.connection
      .sql`insert into quota_overrides (user_id, "window", videos_max, set_by) values (${owner.id}, 'day', 10, ${admin.id})`;
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, () => createVideo(bench.context(owner), request())),
    );
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(answers.length - refused.length).toBe(10);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: "quota_exceeded", extra: { retryAt: expect.any(Date) } });
    expect(await videosOf(owner.id)).toHaveLength(10);
    expect(Math.max(...(await usedBy(owner.id)).map(({ used }) => used))).toBe(10);
  });

  it("answers a hundred repetitions of one idempotency key with one video", async () => {
    const owner = await bench.person("creator", "unlimited");
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        createVideo(bench.context(owner), { ...request(), idempotencyKey: "same" }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await videosOf(owner.id)).toHaveLength(1);
  });

  it("announces a repetition too, because nobody may have been told of the first", async () => {
    const owner = await bench.person();
    const told: string[] = [];
    const announcer = {
      ...bench.context(owner).parts.announcer,
      videoCreated: (video: { id: string; round: number }) => told.push(`${video.id} ${video.round}`),
    };
    const create = () =>
      createVideo(bench.context(owner, { announcer }), { ...request(), idempotencyKey: "again" });
    const { id } = await create();
    await create();
    expect(told).toEqual([`${id} 1`, `${id} 1`]);
  });

  it("refuses the same key with another body and creates nothing", async () => {
    const owner = await bench.person();
    await createVideo(bench.context(owner), { ...request(), idempotencyKey: "k" });
    const other = createVideo(bench.context(owner), {
      ...request({ durationSeconds: 6 }),
      idempotencyKey: "k",
    });
    await expect(other).rejects.toMatchObject({ code: "idempotency_mismatch" });
    expect(await videosOf(owner.id)).toHaveLength(1);
  });

  it("keeps two people's equal keys apart", async () => {
    const [one, two] = [await bench.person(), await bench.person()];
    const first = await createVideo(bench.context(one), { ...request(), idempotencyKey: "shared" });
    const second = await createVideo(bench.context(two), { ...request(), idempotencyKey: "shared" });
    expect(first.id).not.toBe(second.id);
  });

  it.each([
    ["a refused prompt", { prompt: "a knight beheading his enemy" }, "prompt_refused"],
    ["an unknown model", { model: "sora-9" }, "invalid_input"],
    [
      "a foreign or unknown image",
      { workflowType: "image-to-video" as const, sourceAssetIds: ["ast_unknown"] },
      "invalid_input",
    ],
  ])("takes no quota for %s", async (_, change, code) => {
    const owner = await bench.person();
    await expect(createVideo(bench.context(owner), request(change))).rejects.toMatchObject({ code });
    expect(await usedBy(owner.id)).toEqual([]);
    expect(await videosOf(owner.id)).toEqual([]);
  });

  it("says when the day opens again, and that a running video has to end first", async () => {
    const owner = await bench.person("creator", "free");
    /** Ahead of any clock, so that what was made then is not overdue now. */
    const now = () => new Date("2126-11-21T15:30:00Z");
    for (let made = 0; made < planLimits.free.concurrent; made++)
      await createVideo(bench.context(owner, {}, now), request());
    const third = createVideo(bench.context(owner, {}, now), request());
    await expect(third).rejects.toMatchObject({
      code: "quota_exceeded",
      message: expect.stringContaining("running"),
    });
    await bench.connection
      .sql`update quota_usage set used = 0 where user_id = ${owner.id} and "window" = 'concurrent'`;
    await bench.connection
      .sql`update quota_usage set used = ${planLimits.free.day} where user_id = ${owner.id} and "window" = 'day'`;
    const refusal = createVideo(bench.context(owner, {}, now), request());
    await expect(refusal).rejects.toMatchObject({ extra: { retryAt: new Date("2126-11-22T00:00:00Z") } });
  });

  it("is refused to nobody in particular", async () => {
    const anonymous = createVideo(bench.context({ kind: "anonymous" }), request());
    await expect(anonymous).rejects.toMatchObject({ code: "not_signed_in" });
  });

  it("leaves no video behind when a later part of the transaction fails", async () => {
    const owner = await bench.person();
    const [before] = await bench.db.select({ rows: count() }).from(prompts);
    const sealer = {
      ...bench.context(owner).parts.sealer,
      seal: () => {
        throw new Error("no key");
      },
    };
    await expect(createVideo(bench.context(owner, { sealer }), request())).rejects.toThrow("no key");
    expect(await videosOf(owner.id)).toEqual([]);
    expect(await usedBy(owner.id)).toEqual([]);
    expect((await bench.db.select({ rows: count() }).from(prompts))[0]).toEqual(before);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { vendorGates, videos } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { historyOf } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";
import { getVideo } from "./get-video.ts";
import { submitVideo } from "./submit-video.ts";

describe("a video at its vendor's gate", () => {
  let bench: TestBench;
  let owner: User;
  let clock: Date;
  let kling: TestProvider;
  let omni: TestProvider;

  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, vendor_gates cascade`;
    owner = await bench.person("creator", "unlimited");
    clock = new Date();
    kling = createTestProvider("kling");
    omni = createTestProvider("google-omni");
  });
  afterAll(() => bench.close());

  const parts = () => ({ providers: createRegistry([kling, omni]) });
  const system = () => bench.context(worker, parts(), () => clock);
  const person = () => bench.context(owner, parts(), () => clock);
  const begin = async (change: Partial<CreateVideoInput> = {}) =>
    (await createVideo(person(), request({ model: "kling-3.0", ...change }))).id;
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  const open = (seconds: number) =>
    bench.db.insert(vendorGates).values({
      provider: "kling",
      tokens: 1,
      openedAt: clock,
      openUntil: new Date(clock.getTime() + seconds * 1000),
    });
  const waiting = async (videoId: string) => (await videoRow(bench, videoId)).waitingFor;

  it("waits out a short outage, says so, and is not waiting any more once it is handed over", async () => {
    const videoId = await begin();
    await open(30);
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({ kind: "wait", seconds: 30 });
    expect(await getVideo(person(), { id: videoId })).toMatchObject({
      status: "queued",
      waitingFor: "vendor_outage",
    });
    expect((await videoRow(bench, videoId)).progressAt).not.toBeNull();
    pass(30);
    expect((await submitVideo(system(), { videoId, round: 1 })).kind).toBe("accepted");
    expect(await waiting(videoId)).toBeNull();
    expect(omni.sent).toEqual([]);
  });

  it("goes to the next model when the outage lasts, and the history says so", async () => {
    const videoId = await begin();
    await open(600);
    expect((await submitVideo(system(), { videoId, round: 1 })).kind).toBe("accepted");
    expect([kling.sent.length, omni.sent.length]).toEqual([0, 1]);
    expect((await historyOf(bench, videoId)).find(({ type }) => type === "claimed")?.message).toMatch(
      /^Kling 3.0 has not been answering lately; Gemini Omni 1.2 Flash takes over: 5 s, same format, .*\$[\d.]+ instead of \$[\d.]+\. Take 1: handed to Gemini Omni 1.2 Flash$/,
    );
    expect(await videoRow(bench, videoId)).toMatchObject({ model: "gemini-omni-1.2" });
  });

  it("goes to the next model when the balance is out, and waits where nobody may take over", async () => {
    const [free, bound] = [await begin(), await begin({ fallbackAllowed: false })];
    await bench.db
      .insert(vendorGates)
      .values({ provider: "kling", tokens: 1, balanceMicros: 0, balanceAt: clock });
    expect((await submitVideo(system(), { videoId: free, round: 1 })).kind).toBe("accepted");
    expect((await submitVideo(system(), { videoId: bound, round: 1 })).kind).toBe("wait");
    expect([kling.sent.length, omni.sent.length]).toEqual([0, 1]);
    expect(await waiting(bound)).toBe("vendor_outage");
  });

  it("begins with another model, and says why, where the chosen one has no balance at intake", async () => {
    await bench.db
      .insert(vendorGates)
      .values({ provider: "kling", tokens: 1, balanceMicros: 0, balanceAt: clock });
    const videoId = await begin();
    const words = "Kling 3.0 has no credit or quota left at the moment; Gemini Omni 1.2 Flash takes over";
    expect((await historyOf(bench, videoId))[0]?.message).toContain(words);
    await submitVideo(system(), { videoId, round: 1 });
    const view = await getVideo(person(), { id: videoId });
    expect(view.attempts).toMatchObject([
      { model: "gemini-omni-1.2", reason: expect.stringContaining(words) },
    ]);
  });

  it("waits for a place and for its share of the minute with its own model, ever more calmly", async () => {
    for (let busy = 0; busy < 5; busy++) await submitVideo(system(), { videoId: await begin(), round: 1 });
    const videoId = await begin();
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({ kind: "wait", seconds: 2 });
    expect(await waiting(videoId)).toBe("place");
    pass(100);
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({ kind: "wait", seconds: 25 });
    pass(1000);
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({ kind: "wait", seconds: 60 });
    expect(omni.sent).toEqual([]);
  });

  it("waits out a vendor's Retry-After, and leaves for another model where it is long", async () => {
    const pausedFor = (seconds: number) =>
      bench.db
        .insert(vendorGates)
        .values({ provider: "kling", tokens: 1, pausedUntil: new Date(clock.getTime() + seconds * 1000) });
    await pausedFor(90);
    const videoId = await begin();
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({ kind: "wait", seconds: 90 });
    expect(await waiting(videoId)).toBe("rate_limit");
    await bench.connection.sql`truncate vendor_gates`;
    await pausedFor(900);
    expect((await submitVideo(system(), { videoId, round: 1 })).kind).toBe("accepted");
    expect(omni.sent).toHaveLength(1);
  });

  it("fails where its vendor is not connected any more and nobody may take over, else moves on", async () => {
    const [free, bound] = [await begin(), await begin({ fallbackAllowed: false })];
    const without = bench.context(worker, { providers: createRegistry([omni]) }, () => clock);
    expect((await submitVideo(without, { videoId: free, round: 1 })).kind).toBe("accepted");
    expect(await submitVideo(without, { videoId: bound, round: 1 })).toEqual({ kind: "over" });
    expect(await videoRow(bench, bound)).toMatchObject({ status: "failed", failureCode: "no_model_left" });
  });

  it("never hands over a take above the ceiling, whatever became of prices since it was planned", async () => {
    const [free, bound] = [await begin(), await begin({ fallbackAllowed: false })];
    const price = (await getVideo(person(), { id: free })).plan?.steps[0]?.priceMicros ?? 0;
    await bench.db.update(videos).set({ priceMaxMicros: price - 1 });
    expect((await submitVideo(system(), { videoId: free, round: 1 })).kind).toBe("accepted");
    expect(await submitVideo(system(), { videoId: bound, round: 1 })).toEqual({ kind: "over" });
    expect(await videoRow(bench, bound)).toMatchObject({ status: "failed", failureCode: "no_model_left" });
    expect([kling.sent.length, omni.sent.length]).toEqual([0, 1]);
  });

  it("tells the gate of a job that was taken, so that failures before it do not count on", async () => {
    await bench.db.insert(vendorGates).values({ provider: "kling", tokens: 1, failures: 4 });
    await submitVideo(system(), { videoId: await begin(), round: 1 });
    expect(await bench.db.select().from(vendorGates)).toMatchObject([{ failures: 0 }]);
  });
});

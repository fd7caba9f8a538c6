import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { User } from "#lib/context.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Provider } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { attemptsOf, failureOf, makeTake } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";

const lost: Partial<Provider> = {
  submit: async () => ({
    kind: "refused",
    failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
  }),
};

describe("a submission whose answer was lost", () => {
  let bench: TestBench;
  let owner: User;
  let clock: Date;
  let vendor: TestProvider;

  beforeAll(async () => {
    bench = await createBench();
  });
  beforeEach(async () => {
    await bench.connection.sql`truncate users, vendor_gates cascade`;
    owner = await bench.person("creator", "unlimited");
    clock = new Date();
  });
  afterAll(() => bench.close());

  const parts = () => ({ providers: createRegistry([vendor]) });
  const take = (videoId: string) =>
    makeTake(
      bench.context(worker, parts(), () => clock),
      videoId,
    );
  const begin = async (model: string) => {
    const ctx = bench.context(owner, parts(), () => clock);
    return (await createVideo(ctx, request({ model, fallbackAllowed: false }))).id;
  };
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };

  it("is looked up at a vendor that can find it, and the job is followed without being sent again", async () => {
    const found: string[] = [];
    vendor = createTestProvider("kling", {
      ...lost,
      findByToken: async (attemptId) =>
        found.push(attemptId) > 1 ? { kind: "accepted", operation: { job: attemptId } } : undefined,
    });
    const videoId = await begin("kling-3.0");
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(2);
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(4);
    expect(await take(videoId)).toEqual({ end: "running" });
    const [attempt] = await attemptsOf(bench, videoId);
    expect(attempt).toMatchObject({ state: "accepted", operation: { job: attempt?.id } });
    expect(found).toEqual([attempt?.id, attempt?.id]);
    expect(vendor.sent).toHaveLength(1);
  });

  it.each([
    ["knows no such job", async () => undefined],
    [
      "does not answer",
      async () => {
        throw new Error("silence");
      },
    ],
  ])("is parked, and not sent again, where the vendor %s for minutes", async (_, findByToken) => {
    vendor = createTestProvider("kling", { ...lost, findByToken });
    const videoId = await begin("kling-3.0");
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(149);
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(1);
    expect(await take(videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect(await attemptsOf(bench, videoId)).toMatchObject([{ state: "ambiguous" }]);
    expect(await videoRow(bench, videoId)).toMatchObject({
      status: "failed",
      failureCode: "submit_ambiguous",
    });
    expect(vendor.sent).toHaveLength(1);
  });

  it("is parked at once where the vendor keeps no list", async () => {
    vendor = createTestProvider("runway", lost);
    const videoId = await begin("runway-gen4.5");
    expect(await take(videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect(vendor.sent).toHaveLength(1);
  });

  it("is sent again, the same attempt, to a vendor that promises to know it, and not for ever", async () => {
    vendor = createTestProvider("generic", lost);
    const videoId = await begin("seevido");
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(60);
    expect(await take(videoId)).toEqual({ end: "wait" });
    pass(90);
    expect(await take(videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    const [attempt] = await attemptsOf(bench, videoId);
    expect(attempt).toMatchObject({ state: "ambiguous" });
    expect(vendor.sent.map(({ attemptId }) => attemptId)).toEqual(Array(3).fill(attempt?.id));
    expect((await videoRow(bench, videoId)).failureCode).toBe("submit_ambiguous");
  });

  it("is not given up by a second call while the first one is still under way", async () => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const { promise: sent, resolve: arrived } = Promise.withResolvers<void>();
    vendor = createTestProvider("runway", {
      async submit({ attemptId }) {
        arrived();
        await answered;
        return { kind: "accepted", operation: { job: attemptId } };
      },
    });
    const videoId = await begin("runway-gen4.5");
    const first = take(videoId);
    await sent;
    expect(await take(videoId)).toEqual({ end: "wait" });
    answer();
    expect(await first).toEqual({ end: "running" });
    expect(await take(videoId)).toEqual({ end: "running" });
    expect(vendor.sent).toHaveLength(1);
  });
});

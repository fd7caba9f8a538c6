import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { vendorGates } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { CreateVideoInput } from "#lib/contract/video.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation, Provider, SubmitOutcome } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { attemptsOf, failureOf, historyOf, makeTake } from "#lib/testing/takes.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { createVideo } from "./create-video.ts";
import { settleFailure } from "./fail-video.ts";
import { getVideo } from "./get-video.ts";
import { retryVideo } from "./retry-video.ts";
import { submitVideo } from "./submit-video.ts";

const refuse = (change: Partial<Failure> = {}) => ({
  submit: async (): Promise<SubmitOutcome> => ({ kind: "refused", failure: failureOf(change) }),
});
const end = (observation: Observation) => ({ observe: async () => observation });
const broken = end({ kind: "failed", failure: failureOf({ code: "provider_failed" }) });

describe("a video whose model gives way", () => {
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
    connect({});
  });
  afterAll(() => bench.close());

  const connect = (first: Partial<Provider>, second: Partial<Provider> = {}) => {
    kling = createTestProvider("kling", first);
    omni = createTestProvider("google-omni", second);
  };
  const parts = () => ({ providers: createRegistry([kling, omni]) });
  const system = () => bench.context(worker, parts(), () => clock);
  const person = () => bench.context(owner, parts(), () => clock);
  const begin = async (change: Partial<CreateVideoInput> = {}) =>
    (await createVideo(person(), request({ model: "kling-3.0", ...change }))).id;
  const takes = async (videoId: string) =>
    (await attemptsOf(bench, videoId)).map(({ model, state }) => `${model} ${state}`);
  const last = async (videoId: string) => (await historyOf(bench, videoId)).at(-1);

  it("goes to the next model when it is over its limit, and the history says why and what differs", async () => {
    connect(refuse({ kind: "quota", code: "provider_quota" }));
    const videoId = await begin();
    expect(await makeTake(system(), videoId)).toEqual({
      end: "settled",
      next: { kind: "again", afterSeconds: 0 },
    });
    expect(await last(videoId)).toMatchObject({
      type: "retried",
      errorCode: "provider_quota",
      message: expect.stringMatching(
        /^Kling 3.0 was over its limit; Gemini Omni 1.2 Flash takes over: 5 s, same format, .*\$[\d.]+ instead of \$[\d.]+$/,
      ),
    });
    expect(await makeTake(system(), videoId)).toEqual({ end: "running" });
    expect(await takes(videoId)).toEqual(["kling-3.0 rejected", "gemini-omni-1.2 accepted"]);
    const view = await getVideo(person(), { id: videoId });
    expect(view).toMatchObject({ status: "processing", model: "gemini-omni-1.2" });
    expect(view.attempts[1]).toMatchObject({
      modelName: "Gemini Omni 1.2 Flash",
      priceMicros: view.plan?.steps[1]?.priceMicros,
      reason: expect.stringContaining("Kling 3.0 was over its limit"),
      differences: expect.arrayContaining([
        { field: "price", asked: expect.any(String), given: expect.any(String), worse: false },
      ]),
    });
    expect(view.plan?.steps.map(({ model }) => model)).toEqual(["kling-3.0", "gemini-omni-1.2"]);
  });

  it("tries the same model again while nothing was accepted, as often as its card says, then the next", async () => {
    connect(refuse());
    const videoId = await begin();
    for (let take = 1; take <= 3; take++) await makeTake(system(), videoId);
    expect(kling.sent).toHaveLength(3);
    await makeTake(system(), videoId);
    expect(kling.sent).toHaveLength(3);
    expect(omni.sent).toHaveLength(1);
  });

  it("after an accepted job failed never sends it to the same model again, but to the next", async () => {
    connect(broken);
    const videoId = await begin();
    await makeTake(system(), videoId);
    await makeTake(system(), videoId);
    expect([kling.sent.length, omni.sent.length]).toEqual([1, 1]);
    expect(await takes(videoId)).toEqual(["kling-3.0 failed_retryable", "gemini-omni-1.2 accepted"]);
  });

  it.each([
    ["a refusal by the vendor's own rules", refuse({ kind: "policy", code: "provider_refused_policy" })],
    ["a request that the vendor cannot read", refuse({ kind: "invalid", code: "provider_rejected_input" })],
    [
      "an accepted job that the vendor's rules ended",
      end({ kind: "failed", failure: failureOf({ kind: "policy", code: "provider_refused_policy" }) }),
    ],
  ])("ends with %s, and nobody else is asked", async (_, first) => {
    connect(first);
    const videoId = await begin();
    expect(await makeTake(system(), videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect((await videoRow(bench, videoId)).status).toBe("failed");
    expect(omni.sent).toEqual([]);
    expect(kling.sent).toHaveLength(1);
  });

  it("knows that nothing was sent where the request could not be put together", async () => {
    const videoId = await begin();
    await bench.connection.sql`delete from prompts where video_id = ${videoId}`;
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    expect(submitted).toMatchObject({ kind: "failed", failure: { kind: "unknown", code: "internal" } });
    expect(kling.sent).toEqual([]);
  });

  it("stays with its model where another was not allowed, and says so", async () => {
    connect(refuse({ kind: "quota", code: "provider_quota" }));
    const videoId = await begin({ fallbackAllowed: false });
    expect(await makeTake(system(), videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect((await last(videoId))?.message).toContain("Another model was not allowed to take over.");
    expect(omni.sent).toEqual([]);
  });

  it("never goes to a dearer model, unless the creator's own ceiling allows it", async () => {
    const moved = async (priceMaxMicros: number | undefined) => {
      connect(refuse({ kind: "quota", code: "provider_quota" }));
      omni = createTestProvider("seedance");
      const videoId = await begin({ priceMaxMicros });
      await makeTake(system(), videoId);
      return (await videoRow(bench, videoId)).model;
    };
    expect(await moved(undefined)).toBe("kling-3.0");
    await bench.connection.sql`truncate vendor_gates`;
    expect(await moved(700_000)).toBe("kling-3.0");
    await bench.connection.sql`truncate vendor_gates`;
    expect(await moved(800_000)).toBe("seedance-2.0");
  });

  it("goes through the models that may take over, each once, and ends with the cause of the last", async () => {
    connect(broken, broken);
    const videoId = await begin();
    for (let take = 1; take <= 3; take++) await makeTake(system(), videoId);
    expect(await takes(videoId)).toEqual([
      "kling-3.0 failed_retryable",
      "gemini-omni-1.2 failed_retryable",
      "kling-2.6 failed_retryable",
    ]);
    expect(await videoRow(bench, videoId)).toMatchObject({
      status: "failed",
      failureCode: "provider_failed",
    });
    expect((await last(videoId))?.message).toContain("No other model may take over.");
  });

  it("a settled failure that is settled again answers the same and makes no second event", async () => {
    connect(refuse());
    const videoId = await begin();
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    if (submitted.kind !== "failed") throw new Error("it was accepted");
    const { attemptId, failure } = submitted;
    const settle = () => settleFailure(system(), { videoId, attemptId, failure, chance: 0 });
    expect(await settle()).toEqual({ kind: "again", afterSeconds: 1 });
    const before = await historyOf(bench, videoId);
    expect((await settle()).kind).toBe("again");
    expect(await historyOf(bench, videoId)).toEqual(before);
    expect((await bench.db.select().from(vendorGates))[0]?.failures).toBe(1);
  });

  it("counts what a delivered clip costs that nobody can use, and nothing for a job that was not done", async () => {
    const costOf = async (code: Failure["code"], chargedMicros?: number) => {
      const videoId = await begin();
      await makeTake(system(), videoId);
      const [attempt] = await attemptsOf(bench, videoId);
      const failure = { ...failureOf({ kind: "unknown", code }), ...(chargedMicros && { chargedMicros }) };
      await settleFailure(system(), { videoId, attemptId: attempt?.id ?? "", failure, chance: 0 });
      return (await attemptsOf(bench, videoId))[0]?.costMicros;
    };
    expect(await costOf("output_unreadable")).toBeGreaterThan(0);
    expect(await costOf("provider_failed")).toBe(0);
    expect(await costOf("provider_refused_policy", 600_000)).toBe(600_000);
    expect(await costOf("provider_refused_policy", 1e36)).toBe(0);
    expect(await costOf("output_unreadable", -600_000)).toBeGreaterThan(0);
  });

  it("takes back the job of a take that was not done in time", async () => {
    const canceled: unknown[] = [];
    connect({
      cancel: async (operation) => {
        canceled.push(operation);
        throw new Error("no answer");
      },
    });
    const videoId = await begin();
    expect(await makeTake(system(), videoId)).toEqual({ end: "running" });
    const [attempt] = await attemptsOf(bench, videoId);
    await settleFailure(system(), {
      videoId,
      attemptId: attempt?.id ?? "",
      failure: failureOf({ code: "provider_timeout" }),
      chance: 0,
    });
    expect(canceled).toEqual([{ job: attempt?.id }]);
    expect(await takes(videoId)).toEqual(["kling-3.0 timed_out"]);
    expect((await videoRow(bench, videoId)).status).toBe("retrying");
  });

  it("a retry by its owner begins with a fresh plan: the model of choice first", async () => {
    connect(broken, refuse({ kind: "policy", code: "provider_refused_policy" }));
    const videoId = await begin();
    await makeTake(system(), videoId);
    await makeTake(system(), videoId);
    expect(await videoRow(bench, videoId)).toMatchObject({ status: "failed", model: "gemini-omni-1.2" });
    connect({});
    expect(await retryVideo(person(), { id: videoId })).toMatchObject({
      status: "retrying",
      model: "kling-3.0",
    });
    expect(await makeTake(system(), videoId, 2)).toEqual({ end: "running" });
    expect(kling.sent).toHaveLength(1);
  });
});

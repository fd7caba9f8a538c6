import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptFindings, decisions, ledgerEntries, vendorGates, webhookReceipts } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation, SubmitOutcome } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
import { endAttempt } from "./attempts.ts";
import { createVideo } from "./create-video.ts";
import { observeVideo } from "./observe-video.ts";
import { submitVideo } from "./submit-video.ts";

const pending: Observation = { kind: "pending", progress: 0.3, queuePosition: undefined };

describe("a look at a job", () => {
  let bench: TestBench;
  let owner: User;
  let clock: Date;
  let videoId: string;
  let attemptId: string;
  let answer: () => Promise<Observation>;
  let looks: number;
  let find: () => Promise<SubmitOutcome | undefined>;
  let reachesUs: boolean;
  let read: (payload: Record<string, unknown>) => Observation | undefined;

  const vendor = createTestProvider("kling", {
    observe: () => {
      looks++;
      return answer();
    },
    readWebhook: (payload) => read(payload),
    findByToken: () => find(),
  });
  const vendorNow = () =>
    createRegistry([
      { ...vendor, reachesUs },
      { ...vendor, name: "animatic" },
    ]);
  const system = () => bench.context(worker, { providers: vendorNow() }, () => clock);
  const begin = async (model: string) => {
    const ctx = bench.context(owner, { providers: vendorNow() }, () => clock);
    videoId = (await createVideo(ctx, request({ model }))).id;
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    if (submitted.kind !== "accepted") throw new Error("it was not accepted");
    ({ attemptId } = submitted);
  };
  const look = () => observeVideo(system(), { attemptId });
  const receive = (verifiedBy: "hmac" | "unsigned", payload: Record<string, unknown> = {}) =>
    bench.db.insert(webhookReceipts).values({
      id: newId("receipt"),
      provider: "kling",
      eventId: newId("receipt"),
      attemptId,
      payload,
      payloadHash: "",
      verifiedBy,
      receivedAt: clock,
    });

  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
  });
  beforeEach(async () => {
    clock = new Date();
    await bench.connection.sql`truncate videos, vendor_gates cascade`;
    await bench.connection.sql`update quota_usage set used = 0`;
    await begin("kling-3.0");
    answer = async () => pending;
    read = () => undefined;
    find = async () => undefined;
    reachesUs = false;
    looks = 0;
  });
  afterAll(() => bench.close());

  it("tells the card's own interval when the job is taken", async () => {
    expect(await submitVideo(system(), { videoId, round: 1 })).toEqual({
      kind: "accepted",
      attemptId,
      pollIntervalSeconds: 5,
    });
  });

  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  const lookEach = async (times: number) => {
    const seen = [];
    for (let time = 0; time < times; time++) {
      seen.push(await look());
      pass(5);
    }
    return seen;
  };
  const findings = () =>
    bench.db
      .select({ kind: attemptFindings.kind, cause: attemptFindings.cause })
      .from(attemptFindings)
      .orderBy(attemptFindings.id);
  const done = async (): Promise<Observation> => ({ kind: "succeeded", outputs: [], costMicros: null });
  const later = { kind: "pending", seconds: 5 };

  it("one process at a time asks, never below the card's interval", async () => {
    const together = await Promise.all(Array.from({ length: 20 }, look));
    expect(together).toEqual(Array(20).fill(later));
    expect(looks).toBe(1);
    pass(4.9);
    await look();
    expect(looks).toBe(1);
    pass(0.1);
    await Promise.all([look(), look()]);
    expect(looks).toBe(2);
  });

  it("a vendor that calls back is not asked before the soft deadline, unless a callback told to look", async () => {
    reachesUs = true;
    expect([await look(), looks]).toEqual([later, 0]);
    pass(20);
    expect([await look(), looks]).toEqual([{ kind: "pending", seconds: 20 }, 0]);
    await receive("hmac");
    expect([await look(), looks]).toEqual([later, 1]);
    pass(5);
    expect([await look(), looks]).toEqual([{ kind: "pending", seconds: 25 }, 1]);
    pass(65);
    expect([await look(), looks]).toEqual([later, 2]);
  });

  it("a vendor that called before its own books say the same is asked further for half a minute", async () => {
    reachesUs = true;
    await receive("unsigned");
    expect([await look(), looks]).toEqual([later, 1]);
    answer = async () => {
      throw new Error("503");
    };
    pass(5);
    expect([await look(), looks]).toEqual([later, 2]);
    pass(26);
    expect([await look(), looks]).toEqual([{ kind: "pending", seconds: 31 }, 2]);
  });

  it("a job that its vendor does not know three looks in a row waits for an admin, with its money", async () => {
    answer = async () => ({ kind: "missing" });
    expect(await lookEach(2)).toEqual([later, later]);
    answer = async () => pending;
    await lookEach(1);
    answer = async () => ({ kind: "missing" });
    expect(await lookEach(3)).toEqual([later, later, { kind: "over" }]);
    expect(await videoRow(bench, videoId)).toMatchObject({
      status: "processing",
      waitingFor: "decision",
      progress: null,
    });
    const opened = await bench.db.select().from(decisions);
    expect(opened).toMatchObject([{ attemptId, reason: "lost_job" }]);
    expect((await findings()).map(({ kind }) => kind)).toEqual(["missing", "searched"]);
    const [searched] = await bench.db.select().from(attemptFindings).orderBy(desc(attemptFindings.id));
    const openedAt = opened[0]?.openedAt.getTime();
    expect(openedAt).toBeGreaterThanOrEqual(searched?.createdAt.getTime() ?? 0);
    expect(openedAt).toBeLessThanOrEqual(Date.now());
    const moves = await bench.db.select({ move: ledgerEntries.move }).from(ledgerEntries);
    expect(moves).toEqual([{ move: "reserve" }]);
  });

  it("a job that the vendor's list still holds is followed further", async () => {
    answer = async () => ({ kind: "missing" });
    find = async () => ({ kind: "accepted", operation: { job: attemptId } });
    expect(await lookEach(4)).toEqual([later, later, later, later]);
    expect(await bench.db.select().from(decisions)).toEqual([]);
  });

  it("a list that does not answer proves nothing", async () => {
    answer = async () => ({ kind: "missing" });
    find = () => Promise.reject(new Error("no answer"));
    expect(await lookEach(4)).toEqual([later, later, later, later]);
    expect(await bench.db.select().from(decisions)).toEqual([]);
  });

  it("a job that nobody knows any more, though a signed callback told of its clip, is copied", async () => {
    answer = async () => ({ kind: "missing" });
    await lookEach(2);
    await receive("hmac");
    await bench.db.update(webhookReceipts).set({ appliedAt: clock });
    read = () => ({ kind: "succeeded", outputs: [], costMicros: null });
    expect(await look()).toEqual({ kind: "ready" });
  });

  it("a free job that is lost has failed and may be repeated", async () => {
    answer = async () => ({ kind: "missing" });
    await begin("animatic");
    expect((await lookEach(3)).at(-1)).toMatchObject({
      kind: "failed",
      failure: { kind: "transient", code: "job_lost" },
    });
    expect(await bench.db.select().from(decisions)).toEqual([]);
  });

  it("silence is no end of the job: past its deadline it is asked further, past the absolute one an admin is", async () => {
    answer = () => Promise.reject(new Error("no answer"));
    expect(await look()).toEqual(later);
    const [gate] = await bench.db.select().from(vendorGates).where(eq(vendorGates.provider, "kling"));
    expect(gate?.failures).toBe(1);
    pass(1801);
    expect(await look()).toMatchObject({ kind: "pending" });
    expect(await findings()).toEqual([{ kind: "overdue", cause: "deadline" }]);
    const { deadlineAt } = await videoRow(bench, videoId);
    clock = new Date(deadlineAt.getTime() + 1);
    expect(await look()).toEqual({ kind: "over" });
    expect(await bench.db.select().from(decisions)).toMatchObject([{ reason: "silent_vendor" }]);
  });

  it("an answer that comes after all settles the decision about the silence", async () => {
    answer = () => Promise.reject(new Error("no answer"));
    clock = new Date((await videoRow(bench, videoId)).deadlineAt.getTime() + 1);
    await look();
    answer = done;
    pass(600);
    expect(await look()).toEqual({ kind: "ready" });
    expect(await bench.db.select().from(decisions)).toMatchObject([{ outcome: "adopt", decidedBy: null }]);
    expect((await videoRow(bench, videoId)).waitingFor).toBeNull();
  });

  it("a job that still runs at the deadline of its take has failed; one that is done is not thrown away", async () => {
    pass(1795);
    expect(await look()).toEqual(later);
    pass(5);
    expect(await look()).toMatchObject({ kind: "failed", failure: { code: "provider_timeout" } });
    answer = done;
    pass(5);
    expect(await look()).toEqual({ kind: "ready" });
  });

  it("a clock that was an hour ahead, or behind, ends nothing early and stops no look", async () => {
    pass(1200);
    await look();
    pass(-3600);
    expect([await look(), looks]).toEqual([later, 2]);
    pass(3600 + 5);
    expect([await look(), looks]).toEqual([{ kind: "pending", seconds: 61 }, 3]);
    expect(await videoRow(bench, videoId)).toMatchObject({ status: "processing", waitingFor: null });
  });

  it("a take that is over is not looked at", async () => {
    await endAttempt(system(), attemptId, { state: "canceled" });
    expect([await look(), looks]).toEqual([{ kind: "over" }, 0]);
  });
});

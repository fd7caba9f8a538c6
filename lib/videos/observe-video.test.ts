import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempts, vendorGates, webhookReceipts } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Observation } from "#lib/providers/types.ts";
import { createBench, type TestBench, worker } from "#lib/testing/context.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { request, videoRow } from "#lib/testing/videos.ts";
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
  let read: (payload: Record<string, unknown>) => Observation | undefined;

  const vendor = createTestProvider("kling", {
    observe: () => {
      looks++;
      return answer();
    },
    readWebhook: (payload) => read(payload),
  });
  const system = () => bench.context(worker, { providers: createRegistry([vendor]) }, () => clock);
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
    });

  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
  });
  beforeEach(async () => {
    clock = new Date();
    await bench.connection.sql`truncate videos, vendor_gates cascade`;
    await bench.connection.sql`update quota_usage set used = 0`;
    const ctx = bench.context(owner, { providers: createRegistry([vendor]) }, () => clock);
    videoId = (await createVideo(ctx, request({ model: "kling-3.0" }))).id;
    const submitted = await submitVideo(system(), { videoId, round: 1 });
    if (submitted.kind !== "accepted") throw new Error("it was not accepted");
    ({ attemptId } = submitted);
    answer = async () => pending;
    read = () => undefined;
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

  it("the third look in a row at which the vendor knows no such job ends the take", async () => {
    answer = async () => ({ kind: "missing" });
    expect([await look(), await look()]).toEqual([{ kind: "pending" }, { kind: "pending" }]);
    answer = async () => pending;
    await look();
    answer = async () => ({ kind: "missing" });
    expect([await look(), await look()]).toEqual([{ kind: "pending" }, { kind: "pending" }]);
    expect(await look()).toMatchObject({
      kind: "failed",
      failure: { kind: "transient", code: "provider_failed" },
    });
  });

  it("silence is no end of the job and counts against the vendor; the deadline of the take is one", async () => {
    answer = () => Promise.reject(new Error("no answer"));
    expect(await look()).toEqual({ kind: "pending" });
    const [gate] = await bench.db.select().from(vendorGates).where(eq(vendorGates.provider, "kling"));
    expect(gate?.failures).toBe(1);
    clock = new Date(clock.getTime() + 1801 * 1000);
    expect(await look()).toMatchObject({ kind: "failed", failure: { code: "provider_timeout" } });
  });

  it("a job that is done after its deadline is not thrown away", async () => {
    answer = async () => ({ kind: "succeeded", outputs: [], costMicros: null });
    clock = new Date(clock.getTime() + 1801 * 1000);
    expect(await look()).toEqual({ kind: "ready" });
  });

  it("a signed callback speaks for the job, once, and the vendor is not asked", async () => {
    read = () => ({ kind: "succeeded", outputs: [], costMicros: null });
    await receive("hmac");
    expect([await look(), looks]).toEqual([{ kind: "ready" }, 0]);
    expect([await look(), looks]).toEqual([{ kind: "pending" }, 1]);
  });

  it("an unsigned callback never speaks for its job: the vendor is asked", async () => {
    read = () => ({ kind: "succeeded", outputs: [], costMicros: null });
    await receive("unsigned");
    expect([await look(), looks]).toEqual([{ kind: "pending" }, 1]);
    const [receipt] = await bench.db.select().from(webhookReceipts);
    expect(receipt?.appliedAt).not.toBeNull();
  });

  it("a callback that nobody can read, or that only tells to look, leads to a look", async () => {
    read = () => {
      throw new Error("unreadable");
    };
    await receive("hmac");
    expect([await look(), looks]).toEqual([{ kind: "pending" }, 1]);
    expect(await videoRow(bench, videoId)).toMatchObject({ status: "processing", progress: 0.3 });
  });

  it("a take that is over is not looked at", async () => {
    await bench.db.update(attempts).set({ state: "canceled" }).where(eq(attempts.id, attemptId));
    expect([await look(), looks]).toEqual([{ kind: "over" }, 0]);
  });
});

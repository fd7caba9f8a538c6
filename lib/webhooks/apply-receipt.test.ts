import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptFindings, attempts, ledgerEntries, webhookReceipts } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { newId } from "#lib/ids.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import {
  attemptIn,
  broken,
  callbackContext,
  callIn,
  callingProvider,
  delivered,
  pending,
  receiptOf,
} from "#lib/testing/callbacks.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { videoRow } from "#lib/testing/videos.ts";
import { endAttempt } from "#lib/videos/attempts.ts";
import { applyReceipt } from "./apply-receipt.ts";
import { forgottenReceipts } from "./forgotten-receipts.ts";

const silence = async (): Promise<never> => {
  throw new Error("the vendor does not answer");
};

const refused: Failure = { kind: "auth", code: "provider_auth", message: "Not signed in." };

describe("a stored callback", () => {
  let bench: TestBench;
  let owner: User;
  let ctx: Context;
  let nudges: string[];
  let job: string;
  let event: string;

  beforeAll(async () => {
    bench = await createBench();
    owner = await bench.person("creator", "unlimited");
  });
  beforeEach(() => {
    job = newId("request");
    event = newId("request");
    nudges = [];
    ctx = at();
  });
  afterAll(() => bench.close());

  const worker = () => bench.context({ kind: "system", source: "worker" });
  const at = (change: Partial<Provider> = {}) => callbackContext(bench, callingProvider(change), nudges);
  const apply = async (within = ctx) =>
    (await applyReceipt(within, { receiptId: (await receiptOf(bench, event)).id })).kind;
  const attemptNow = async (id: string) =>
    (await bench.db.select().from(attempts).where(eq(attempts.id, id)))[0];
  const findings = async (id: string) =>
    (await bench.db.select().from(attemptFindings).where(eq(attemptFindings.attemptId, id))).map(
      ({ kind }) => kind,
    );
  const charged = async (id: string) =>
    (
      await bench.db
        .select()
        .from(ledgerEntries)
        .where(eq(ledgerEntries.attemptId, id))
        .orderBy(asc(ledgerEntries.id))
    ).flatMap(({ move, amountMicros }) => (move === "charge" ? [amountMicros] : []));
  const isApplied = async () => (await receiptOf(bench, event)).appliedAt !== null;
  const canceled = async () => {
    const attempt = await attemptIn(bench, owner, "accepted", { job, status: "canceled" });
    await endAttempt(worker(), attempt.id, { state: "canceled" });
    return attempt;
  };

  describe("about an attempt whose answer is missing", () => {
    it.each(["intent", "ambiguous"] as const)("gives %s the job it names, once", async (state) => {
      const attempt = await attemptIn(bench, owner, state, { status: "submitted" });
      await callIn(ctx, { id: event, job, says: pending }, attempt);
      expect(await apply()).toBe("adopted");
      expect(await attemptNow(attempt.id)).toMatchObject({
        state: "adopted",
        jobId: job,
        operation: { job },
      });
      expect((await videoRow(bench, attempt.videoId)).status).toBe("processing");
      expect(await apply()).toBe("left");
      expect(await findings(attempt.id)).toEqual(["found"]);
    });

    it("is believed unsigned only where the vendor itself knows the job", async () => {
      const attempt = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
      await callIn(ctx, { id: event, job, by: "unsigned" }, attempt);
      expect(await apply(at({ observe: async () => ({ kind: "missing" }) }))).toBe("waiting");
      await expect(apply(at({ observe: silence }))).rejects.toThrow("does not answer");
      expect((await attemptNow(attempt.id))?.state).toBe("ambiguous");
      expect(await apply()).toBe("adopted");
    });

    it("takes no job from another attempt", async () => {
      const other = await attemptIn(bench, owner, "accepted", { job });
      const attempt = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
      await callIn(ctx, { id: event, job }, attempt);
      expect(await apply()).toBe("done");
      expect((await attemptNow(attempt.id))?.state).toBe("ambiguous");
      expect((await attemptNow(other.id))?.jobId).toBe(job);
      expect(await findings(attempt.id)).toEqual(["contradicted"]);
      expect(await isApplied()).toBe(true);
    });

    it("waits where it names no job", async () => {
      const attempt = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
      await callIn(ctx, { id: event }, attempt);
      expect(await apply()).toBe("waiting");
    });
  });

  it("is kept under the id known here where its vendor knows the job by another one too", async () => {
    const attempt = await attemptIn(bench, owner, "accepted", { job });
    const alias = at({ readWebhook: (payload) => (payload.job === `again ${job}` ? pending : undefined) });
    await callIn(alias, { id: event, job: `again ${job}` }, attempt);
    expect(await receiptOf(bench, event)).toMatchObject({ attemptId: attempt.id, jobId: job });
  });

  it("about a job that is followed is left for the next look", async () => {
    const attempt = await attemptIn(bench, owner, "accepted", { job });
    await callIn(ctx, { id: event, job, says: delivered() }, attempt);
    expect(await apply()).toBe("left");
    expect(await isApplied()).toBe(false);
  });

  describe("that fits no attempt", () => {
    it("finds the attempt that got its job later, and tells its run", async () => {
      expect(await callIn(ctx, { id: event, job, says: delivered() })).toEqual({ kind: "orphan" });
      expect(await apply()).toBe("orphan");
      expect(nudges).toEqual([]);
      const attempt = await attemptIn(bench, owner, "accepted", { job });
      expect(await apply()).toBe("left");
      const receipt = await receiptOf(bench, event);
      expect(receipt).toMatchObject({ attemptId: attempt.id, jobId: job });
      expect(nudges).toEqual([receipt.id]);
    });

    it("belongs to the attempt with its job, where it was signed and only its address was wrong", async () => {
      const attempt = await attemptIn(bench, owner, "accepted", { job });
      expect(await callIn(ctx, { id: event, job, says: pending })).toEqual({ kind: "stored" });
      expect(await receiptOf(bench, event)).toMatchObject({ attemptId: attempt.id });
      expect(await callIn(ctx, { id: newId("request"), job, by: "unsigned" })).toEqual({ kind: "orphan" });
    });
  });

  describe("after the end", () => {
    it("books what the vendor charges once, and leaves the video alone", async () => {
      const attempt = await canceled();
      await callIn(ctx, { id: event, job, says: delivered(70_000) }, attempt);
      await Promise.all(Array.from({ length: 20 }, () => apply()));
      expect(await apply()).toBe("done");
      expect(await charged(attempt.id)).toEqual([70_000]);
      expect(await attemptNow(attempt.id)).toMatchObject({ state: "canceled", costMicros: 70_000 });
      expect(await findings(attempt.id)).toEqual(["late_report", "dearer"]);
      expect((await videoRow(bench, attempt.videoId)).status).toBe("canceled");
    });

    it.each([
      ["tells no cost", null],
      ["tells a cost that cannot be", -5],
    ])("of a vendor that %s books the price", async (_, cost) => {
      const attempt = await canceled();
      await callIn(ctx, { id: event, job, says: delivered(cost) }, attempt);
      await apply();
      expect(await charged(attempt.id)).toEqual([50_000]);
    });

    it("asks the vendor where nobody vouches for it, again until it answers", async () => {
      const attempt = await canceled();
      await callIn(ctx, { id: event, job, says: delivered(1), by: "unsigned" }, attempt);
      await expect(apply(at({ observe: silence }))).rejects.toThrow("does not answer");
      expect(await isApplied()).toBe(false);
      expect(await apply(at({ observe: async () => delivered(60_000) }))).toBe("late");
      expect(await charged(attempt.id)).toEqual([60_000]);
    });

    it("is given up after a day in which the vendor did not answer, and that is told", async () => {
      const attempt = await canceled();
      await callIn(ctx, { id: event, job, by: "unsigned" }, attempt);
      const tomorrow = () => new Date(Date.now() + 86_400_001);
      expect(await apply({ ...at({ observe: silence }), now: tomorrow })).toBe("late");
      expect(await isApplied()).toBe(true);
      expect(await findings(attempt.id)).toEqual(["late_report"]);
      expect(await charged(attempt.id)).toEqual([]);
    });

    it("brings its job to an attempt that ended without one; a running one is taken back", async () => {
      const taken: unknown[] = [];
      const attempt = await attemptIn(bench, owner, "intent", { status: "failed" });
      await endAttempt(worker(), attempt.id, { state: "rejected", failure: refused });
      await callIn(ctx, { id: event, job, says: pending }, attempt);
      await apply(at({ cancel: async (operation) => void taken.push(operation) }));
      expect(taken).toEqual([{ job }]);
      expect(await attemptNow(attempt.id)).toMatchObject({ state: "rejected", jobId: job, costMicros: 0 });
      event = newId("request");
      await callIn(ctx, { id: event, job, says: delivered(9_000) }, attempt);
      await apply();
      expect(await charged(attempt.id)).toEqual([9_000]);
    });

    it("that says the same as the end is no news, and one that says otherwise is told", async () => {
      const ended = await attemptIn(bench, owner, "accepted", { job });
      await endAttempt(worker(), ended.id, { state: "succeeded", costMicros: 50_000 });
      await callIn(ctx, { id: event, job, says: delivered(90_000) }, ended);
      await apply();
      expect(await findings(ended.id)).toEqual([]);
      event = newId("request");
      await callIn(ctx, { id: event, job, says: broken }, ended);
      await apply();
      expect(await findings(ended.id)).toEqual(["contradicted"]);
      expect(await charged(ended.id)).toEqual([]);
      expect((await attemptNow(ended.id))?.costMicros).toBe(50_000);
    });
  });

  it("is found again by the sweep exactly while something can be done with it", async () => {
    const later = { ...ctx, now: () => new Date(Date.now() + 60_000) };
    const isForgotten = async (within = later) =>
      (await forgottenReceipts(within, 10_000)).includes((await receiptOf(bench, event)).id);
    await callIn(ctx, { id: event, job, says: delivered() });
    expect(await isForgotten()).toBe(false);
    const attempt = await attemptIn(bench, owner, "accepted", { job });
    expect(await isForgotten(ctx)).toBe(false);
    expect(await isForgotten()).toBe(true);
    await apply();
    expect(await isForgotten()).toBe(false);
    await endAttempt(later, attempt.id, { state: "canceled" });
    expect(await isForgotten()).toBe(true);
    await apply(at({ observe: async (): Promise<Observation> => ({ kind: "missing" }) }));
    expect(await isForgotten()).toBe(false);

    event = newId("request");
    const unheard = await attemptIn(bench, owner, "ambiguous", { status: "submitted" });
    await callIn(ctx, { id: event }, unheard);
    expect(await isForgotten()).toBe(false);
    event = newId("request");
    await callIn(ctx, { id: event, job: newId("request") }, unheard);
    expect(await isForgotten()).toBe(true);
  });

  it("is nothing to a database that has forgotten it", async () => {
    expect(await applyReceipt(ctx, { receiptId: "rcp_gone" })).toEqual({ kind: "done" });
    expect(await bench.db.select().from(webhookReceipts).where(eq(webhookReceipts.id, "rcp_gone"))).toEqual(
      [],
    );
  });
});

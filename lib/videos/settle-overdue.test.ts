import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { videos } from "#db/schema/index.ts";
import type { Observation } from "#lib/providers/types.ts";
import { JobRig } from "#lib/testing/job-rig.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { askUndecided } from "./ask-undecided.ts";
import { settleOverdue } from "./settle-overdue.ts";

const silent = () => Promise.reject(new Error("no answer"));
const delivered: Observation = { kind: "succeeded", outputs: [], costMicros: 300_000 };
const lost = async () => ({
  kind: "refused" as const,
  failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
});

describe("a video past its absolute deadline", () => {
  let rig: JobRig;
  const settle = () => settleOverdue(rig.context());
  const toDeadline = async () => {
    rig.clock = new Date((await rig.video()).deadlineAt.getTime() + 1);
  };

  beforeAll(async () => {
    rig = await JobRig.open();
  });
  beforeEach(() => rig.clear());
  afterAll(() => rig.bench.close());

  it("is left alone until then", async () => {
    await rig.begin();
    rig.clock = (await rig.video()).deadlineAt;
    expect(await settle()).toBe(0);
    expect(await rig.video()).toMatchObject({ status: "processing" });
  });

  it("whose job runs for ever ends as failed, with nobody to follow it", async () => {
    await rig.begin();
    await toDeadline();
    expect(await settle()).toBe(1);
    expect(await rig.video()).toMatchObject({ status: "failed", failureCode: "provider_timeout" });
    expect(await rig.attempt()).toMatchObject({ state: "timed_out", costMicros: 0 });
    expect(await settle()).toBe(0);
  });

  it("whose vendor is silent waits for an admin, with its money, and is gone through no more", async () => {
    await rig.begin();
    rig.observe = silent;
    await toDeadline();
    await settle();
    expect(await rig.video()).toMatchObject({ status: "processing", waitingFor: "decision" });
    expect(await rig.decisions()).toMatchObject([{ reason: "silent_vendor", decidedAt: null }]);
    expect(await rig.money()).toEqual(["reserve 420000"]);
    expect(await settle()).toBe(0);
  });

  it("goes on where its vendor speaks after all, without a person", async () => {
    await rig.begin();
    rig.observe = silent;
    await toDeadline();
    await settle();
    expect(await askUndecided(rig.context())).toBe(0);
    rig.observe = async () => delivered;
    rig.pass(601);
    expect(await askUndecided(rig.context())).toBe(1);
    expect(await rig.decisions()).toMatchObject([{ outcome: "adopt", decidedBy: null }]);
    expect(rig.resumed).toHaveLength(1);
    expect(await rig.video()).toMatchObject({ status: "processing", waitingFor: null });
  });

  it("is asked about at once when a callback of a silent vendor comes", async () => {
    await rig.begin();
    rig.observe = silent;
    await toDeadline();
    await settle();
    await rig.receive("unsigned");
    rig.observe = async () => ({
      kind: "failed",
      failure: failureOf({ kind: "unknown", code: "provider_failed" }),
    });
    rig.pass(60);
    expect(await askUndecided(rig.context())).toBe(1);
    expect(await rig.video()).toMatchObject({ status: "failed", failureCode: "provider_failed" });
    expect(await rig.decisions()).toMatchObject([{ outcome: "adopt" }]);
  });

  it("whose clip is done is started again to copy it, and not while somebody copies it", async () => {
    await rig.begin();
    rig.observe = async () => delivered;
    await toDeadline();
    expect(await settle()).toBe(1);
    expect(rig.resumed).toHaveLength(1);
    rig.pass(60);
    expect(await settle()).toBe(0);
    rig.pass(600);
    expect(await settle()).toBe(1);
    expect(rig.resumed).toHaveLength(2);
  });

  it("whose submission was never answered waits for an admin where the vendor keeps no list", async () => {
    rig.submit = lost;
    await rig.begin();
    await toDeadline();
    await settle();
    expect(await rig.video()).toMatchObject({ status: "submitted", waitingFor: "decision" });
    expect(await rig.decisions()).toMatchObject([{ reason: "unknown_submission" }]);
  });

  it("whose submission has no answer yet waits for an admin, though its take had more time", async () => {
    rig.submit = lost;
    await rig.begin();
    rig.pass(60);
    await rig.bench.db.update(videos).set({ deadlineAt: rig.clock }).where(eq(videos.id, rig.videoId));
    rig.pass(60);
    expect((await rig.attempt()).deadlineAt > rig.clock).toBe(true);
    await settle();
    expect(await rig.decisions()).toMatchObject([{ reason: "unknown_submission" }]);
    expect(await rig.money()).toEqual(["reserve 420000"]);
  });

  it("whose submission is found after an admin was asked goes on without a person", async () => {
    rig.submit = lost;
    await rig.begin();
    await toDeadline();
    await settle();
    rig.findByToken = async () => ({ kind: "accepted", operation: { job: "job-9" } });
    rig.pass(601);
    expect(await askUndecided(rig.context())).toBe(1);
    expect(await rig.attempt()).toMatchObject({ state: "adopted", jobId: "job-9" });
    expect(await rig.decisions()).toMatchObject([{ outcome: "adopt", decidedBy: null }]);
    expect(await rig.video()).toMatchObject({ status: "processing", waitingFor: null });
    expect(rig.resumed).toHaveLength(1);
  });

  it("whose submission was never taken, by its vendor's own list, has failed at no cost", async () => {
    rig.submit = lost;
    rig.findByToken = async () => undefined;
    await rig.begin();
    await toDeadline();
    await settle();
    expect(await rig.video()).toMatchObject({ status: "failed", failureCode: "submit_ambiguous" });
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000"]);
  });

  it("whose free job is lost or silent just fails", async () => {
    await rig.begin("animatic");
    rig.observe = silent;
    await toDeadline();
    await settle();
    expect(await rig.video()).toMatchObject({ status: "failed", failureCode: "provider_timeout" });
    expect(await rig.decisions()).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Observation } from "#lib/providers/types.ts";
import { JobRig } from "#lib/testing/job-rig.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { abandonedAttempts, releaseAttempt } from "./release-attempt.ts";

const silent = () => Promise.reject(new Error("no answer"));
const delivered: Observation = { kind: "succeeded", outputs: [], costMicros: 300_000 };

describe("a job that nobody waits for any more", () => {
  let rig: JobRig;
  const release = () => releaseAttempt(rig.context(), { attemptId: rig.attemptId });
  const abandoned = () => abandonedAttempts(rig.context(), 10);

  beforeAll(async () => {
    rig = await JobRig.open();
  });
  beforeEach(() => rig.clear());
  afterAll(() => rig.bench.close());

  it("is taken back from a vendor that can stop it, and costs nothing", async () => {
    const told: unknown[] = [];
    rig.cancel = async (operation) => void told.push(operation.job);
    await rig.begin();
    await rig.cancelByOwner();
    expect(await abandoned()).toEqual([rig.attemptId]);
    expect(await release()).toEqual({ kind: "ended" });
    expect(told).toEqual([rig.attemptId]);
    expect(await rig.attempt()).toMatchObject({ state: "canceled", costMicros: 0 });
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000"]);
    expect(await abandoned()).toEqual([]);
  });

  it("is followed to its end where the vendor cannot stop it, then booked at what it came to and not used", async () => {
    await rig.begin();
    await rig.cancelByOwner();
    expect(await release()).toEqual({ kind: "waits" });
    expect(await release()).toEqual({ kind: "waits" });
    expect(rig.looks).toBe(1);
    expect(await rig.money()).toEqual(["reserve 420000"]);
    rig.observe = async () => delivered;
    rig.pass(60);
    expect(await release()).toEqual({ kind: "ended" });
    expect(await rig.attempt()).toMatchObject({ state: "succeeded", costMicros: 300_000 });
    expect(await rig.video()).toMatchObject({ status: "canceled" });
    expect(await rig.findings()).toEqual(["late_report"]);
    expect(await rig.money()).toEqual(["reserve 420000", "settle 300000", "release 120000"]);
  });

  it("is followed further where the vendor refuses to stop it", async () => {
    rig.cancel = silent;
    await rig.begin();
    await rig.cancelByOwner();
    expect(await release()).toEqual({ kind: "waits" });
    rig.observe = async () => ({ kind: "failed", failure: failureOf({ chargedMicros: 50_000 }) });
    rig.pass(60);
    expect(await release()).toEqual({ kind: "ended" });
    expect(await rig.attempt()).toMatchObject({ state: "failed_permanent", costMicros: 50_000 });
  });

  it("goes to an admin where the vendor is silent past the absolute deadline, and an answer still settles it", async () => {
    await rig.begin();
    await rig.cancelByOwner();
    rig.observe = silent;
    rig.clock = (await rig.video()).deadlineAt;
    expect(await release()).toEqual({ kind: "waits" });
    expect(await rig.decisions()).toMatchObject([{ reason: "silent_vendor", decidedAt: null }]);
    expect(await abandoned()).toEqual([]);
    rig.observe = async () => delivered;
    rig.pass(600);
    expect(await release()).toEqual({ kind: "ended" });
    expect(await rig.decisions()).toMatchObject([{ outcome: "adopt", decidedBy: null }]);
  });

  it("ends where it still runs past the absolute deadline", async () => {
    await rig.begin();
    await rig.cancelByOwner();
    rig.clock = (await rig.video()).deadlineAt;
    expect(await release()).toEqual({ kind: "ended" });
    expect(await rig.attempt()).toMatchObject({ state: "timed_out" });
  });

  it("is never called canceled while nobody knows whether the vendor has it", async () => {
    rig.submit = async () => ({
      kind: "refused",
      failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
    });
    await rig.begin();
    await rig.cancelByOwner();
    rig.pass(10);
    expect(await release()).toEqual({ kind: "waits" });
    expect(await rig.attempt()).toMatchObject({ state: "ambiguous" });
    expect(await rig.money()).toEqual(["reserve 420000"]);
    const told: unknown[] = [];
    rig.cancel = async ({ job }) => void told.push(job);
    rig.findByToken = async () => ({ kind: "accepted", operation: { job: "job-7" } });
    rig.pass(60);
    expect(await abandoned()).toEqual([rig.attemptId]);
    expect(await release()).toEqual({ kind: "ended" });
    expect(told).toEqual(["job-7"]);
    expect(await rig.attempt()).toMatchObject({ state: "canceled", jobId: "job-7" });
  });

  it("is left alone while somebody is still sending it", async () => {
    let whileSent: string[] | undefined;
    rig.submit = async () => {
      await rig.cancelByOwner();
      whileSent = await abandoned();
      return { kind: "accepted", operation: { job: "job-1" } };
    };
    await expect(rig.begin()).rejects.toThrow("over");
    expect(whileSent).toEqual([]);
    expect(await abandoned()).toHaveLength(1);
  });

  it("costs nothing where it was free, whatever its vendor can do", async () => {
    await rig.begin("animatic");
    await rig.cancelByOwner();
    expect(await release()).toEqual({ kind: "ended" });
    expect(await rig.attempt()).toMatchObject({ state: "canceled" });
  });
});

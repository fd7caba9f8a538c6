import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { JobRig } from "#lib/testing/job-rig.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { observeVideo } from "./observe-video.ts";
import { openDecision } from "./open-decision.ts";
import { resumeLost } from "./resume-lost.ts";

describe("a video whose run is gone", () => {
  let rig: JobRig;
  const resume = () => resumeLost(rig.context());
  const look = () => observeVideo(rig.context(), { attemptId: rig.attemptId });

  beforeAll(async () => {
    rig = await JobRig.open();
  });
  beforeEach(() => rig.clear());
  afterAll(() => rig.bench.close());

  it("is started again once nobody looked for long, and not while somebody looks", async () => {
    await rig.begin();
    for (const wait of [60, 60, 60]) {
      rig.pass(wait);
      await look();
      expect(await resume()).toBe(0);
    }
    rig.pass(120);
    expect(await resume()).toBe(0);
    rig.pass(10);
    expect(await resume()).toBe(1);
    expect(await resume()).toBe(1);
    expect(new Set(rig.resumed).size).toBe(1);
    await look();
    expect(await resume()).toBe(0);
  });

  it("a silence is announced ever more rarely, and a new one anew", async () => {
    await rig.begin();
    for (let minute = 0; minute < 60; minute++) {
      rig.pass(60);
      await resume();
    }
    expect(new Set(rig.resumed).size).toBeLessThanOrEqual(6);
    expect(new Set(rig.resumed).size).toBeGreaterThan(2);
  });

  it("is started again where its submission was never answered and nobody looks for the answer", async () => {
    rig.submit = async () => ({
      kind: "refused",
      failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
    });
    await rig.begin();
    rig.pass(100);
    expect(await resume()).toBe(0);
    rig.pass(200);
    expect(await resume()).toBe(1);
  });

  it("is left alone while an admin decides, while its clip is copied, and once it is over", async () => {
    await rig.begin();
    await openDecision(rig.context(), { attemptId: rig.attemptId, reason: "silent_vendor" });
    rig.pass(3600);
    expect(await resume()).toBe(0);
    await rig.clear();
    await rig.begin();
    rig.observe = async () => ({ kind: "succeeded", outputs: [], costMicros: null });
    await look();
    rig.pass(500);
    expect(await resume()).toBe(0);
    rig.pass(101);
    expect(await resume()).toBe(1);
    await rig.cancelByOwner();
    expect(await resume()).toBe(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Observation } from "#lib/providers/types.ts";
import { JobRig } from "#lib/testing/job-rig.ts";
import { failureOf } from "#lib/testing/takes.ts";
import { accountLate } from "./account-late.ts";
import { askLate } from "./ask-late.ts";
import { endAttempt } from "./attempts.ts";
import { settleFailure } from "./fail-video.ts";

const delivered = (costMicros: number | null): Observation => ({
  kind: "succeeded",
  outputs: [],
  costMicros,
});
const failed = (chargedMicros?: number): Observation => ({
  kind: "failed",
  failure: failureOf({ code: "provider_failed", ...(chargedMicros && { chargedMicros }) }),
});

describe("what a vendor says after the take has ended", () => {
  let rig: JobRig;
  const ask = () => askLate(rig.context());
  const account = (seen: Observation) => accountLate(rig.context(), { attemptId: rig.attemptId, seen });
  const timeOut = () =>
    settleFailure(rig.context(), {
      videoId: rig.videoId,
      attemptId: rig.attemptId,
      failure: failureOf({ code: "provider_timeout" }),
      chance: 0,
    });

  beforeAll(async () => {
    rig = await JobRig.open();
  });
  beforeEach(async () => {
    await rig.clear();
    await rig.begin();
  });
  afterAll(() => rig.bench.close());

  it("is asked for until the job has ended there too, ever more calmly, and booked once", async () => {
    await timeOut();
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(0);
    rig.pass(61);
    rig.observe = async () => delivered(null);
    expect(await ask()).toBe(1);
    rig.pass(3600);
    expect(await ask()).toBe(0);
    expect(await rig.attempt()).toMatchObject({ state: "timed_out", costMicros: 420_000 });
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000", "charge 420000"]);
    expect(await rig.findings()).toEqual(["late_report"]);
    expect(await rig.video()).toMatchObject({ status: "failed", failureCode: "provider_timeout" });
  });

  it("is not asked for longer than two days, nor where the vendor itself ended the job", async () => {
    await timeOut();
    rig.pass(48 * 3600);
    expect(await ask()).toBe(0);
    await rig.clear();
    await rig.begin();
    await endAttempt(rig.context(), rig.attemptId, { state: "failed_permanent" });
    expect(await ask()).toBe(0);
  });

  it("is not asked for again once it said that it stopped the job, nor where the cost is known", async () => {
    await timeOut();
    rig.observe = async () => ({ kind: "canceled" });
    expect(await ask()).toBe(1);
    rig.pass(3600);
    expect(await ask()).toBe(0);
    await rig.clear();
    await rig.begin();
    await endAttempt(rig.context(), rig.attemptId, { state: "written_off", costMicros: 10 });
    expect(await ask()).toBe(0);
  });

  it("that it stopped the job costs nothing; that it failed costs what it tells", async () => {
    await timeOut();
    expect(await account({ kind: "canceled" })).toBe(true);
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000"]);
    expect(await account(failed(70_000))).toBe(true);
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000", "charge 70000"]);
  });

  it("that it charges all the same for a job that it had called failed is booked, once", async () => {
    await endAttempt(rig.context(), rig.attemptId, { state: "failed_permanent" });
    expect(await account(failed(70_000))).toBe(true);
    expect(await account(failed(70_000))).toBe(false);
    expect(await rig.money()).toEqual(["reserve 420000", "release 420000", "charge 70000"]);
    expect(await rig.findings()).toEqual([]);
  });

  it.each([
    ["succeeded", failed(), "contradicted"],
    ["failed_permanent", delivered(100_000), "contradicted"],
    ["succeeded", delivered(100_000), undefined],
    ["failed_permanent", failed(), undefined],
  ] as const)(
    "the first end stands: %s, and what comes then is noted where it differs",
    async (state, seen, kind) => {
      await endAttempt(rig.context(), rig.attemptId, { state });
      await account(seen);
      await account(seen);
      expect((await rig.attempt()).state).toBe(state);
      expect(await rig.findings()).toEqual(kind ? [kind] : []);
    },
  );

  it("that it delivered what could not be copied is no contradiction", async () => {
    const failure = failureOf({ code: "output_missing" });
    await endAttempt(rig.context(), rig.attemptId, {
      state: "failed_retryable",
      failure,
      costMicros: 420_000,
    });
    expect(await account(delivered(420_000))).toBe(false);
    expect(await rig.findings()).toEqual([]);
  });

  it("fifty reports at once are booked once", async () => {
    await timeOut();
    const noted = await Promise.all(Array.from({ length: 50 }, () => account(delivered(250_000))));
    expect(noted.filter(Boolean)).toHaveLength(1);
    expect((await rig.money()).at(-1)).toBe("charge 250000");
    expect((await rig.money()).length).toBe(3);
  });

  it("says nothing of a take that is not over", async () => {
    expect(await account(delivered(1))).toBe(false);
    expect((await rig.attempt()).state).toBe("accepted");
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { FailpointName } from "#lib/failpoint.ts";
import { armFailpoints } from "#lib/failpoint.ts";
import type { SubmitOutcome } from "#lib/providers/types.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { failureOf, historyOf, makeTake } from "#lib/testing/takes.ts";
import { videoRow } from "#lib/testing/videos.ts";
import { cancelVideo } from "./cancel-video.ts";
import { leaseSeconds } from "./lease.ts";
import { abandonedAttempts, releaseAttempt } from "./release-attempt.ts";

const taken = (job: string): SubmitOutcome => ({ kind: "accepted", operation: { job } });
const refused: SubmitOutcome = {
  kind: "refused",
  failure: failureOf({ kind: "policy", code: "provider_refused_policy" }),
};

/** A vendor that keeps each submission waiting until the test answers it. */
function slowVendor(name: string) {
  const calls: PromiseWithResolvers<SubmitOutcome>[] = [];
  const arrived = Promise.withResolvers<void>();
  const vendor = createTestProvider(name, {
    submit() {
      const call = Promise.withResolvers<SubmitOutcome>();
      calls.push(call);
      arrived.resolve();
      return call.promise;
    },
  });
  return { vendor, arrived: arrived.promise, answer: (outcome: SubmitOutcome) => calls[0]?.resolve(outcome) };
}

describe("a submission", () => {
  let takes: TakeBench;
  beforeAll(async () => {
    takes = await createTakeBench();
  });
  beforeEach(() => takes.clear());
  afterEach(() => armFailpoints(undefined));
  afterAll(() => takes.bench.close());

  const row = (videoId: string) => videoRow(takes.bench, videoId);

  /** Sends, and lets the lease run out while the vendor still thinks; another process takes the attempt up. */
  async function loseLease() {
    const slow = slowVendor("runway");
    takes.connect(slow.vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    const holder = takes.submit(videoId);
    await slow.arrived;
    takes.pass(leaseSeconds);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered" });
    expect(await takes.only(videoId)).toMatchObject({ state: "ambiguous", fence: 2 });
    return { ...slow, videoId, holder };
  }

  it("is committed with its lease and its money before the vendor hears of it, and its job's id with the yes", async () => {
    const slow = slowVendor("runway");
    takes.connect(slow.vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    const holder = takes.submit(videoId);
    await slow.arrived;
    const sent = await takes.only(videoId);
    expect(sent).toMatchObject({ state: "intent", fence: 1, jobId: null });
    expect(sent.leasedUntil?.getTime()).toBe(takes.now().getTime() + leaseSeconds * 1000);
    expect(await takes.moneyOf(sent.id)).toEqual([`reserve ${sent.priceMicros}`]);
    slow.answer(taken("job-1"));
    await holder;
    expect(await takes.only(videoId)).toMatchObject({ state: "accepted", jobId: "job-1", leasedUntil: null });
  });

  it("that the vendor refused repeats no part of the prompt after it", async () => {
    const prompt = "A quiet harbour at dawn, slow push-in";
    const said = failureOf({
      code: "provider_rejected_input",
      kind: "invalid",
      message: "No harbour at dawn, slow push",
    });
    takes.connect(createTestProvider("runway", { submit: async () => ({ kind: "refused", failure: said }) }));
    const videoId = await takes.begin({ model: "runway-gen4.5", prompt });
    expect(await takes.submit(videoId)).toMatchObject({
      kind: "failed",
      failure: { code: "provider_rejected_input", message: expect.not.stringContaining("harbour") },
    });
  });

  it("made by twenty processes at once is sent once; the others wait while its lease holds", async () => {
    const slow = slowVendor("runway");
    takes.connect(slow.vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    const ends: string[] = [];
    const all = Array.from({ length: 20 }, async () => ends.push((await takes.submit(videoId)).kind));
    await slow.arrived;
    takes.pass(leaseSeconds - 1);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered", seconds: 1 });
    await vi.waitFor(() => expect(ends).toEqual(Array(19).fill("unanswered")), { timeout: 30_000 });
    slow.answer(taken("job-1"));
    await Promise.all(all);
    expect(ends.at(-1)).toBe("accepted");
    expect(slow.vendor.sent).toHaveLength(1);
    expect(await takes.only(videoId)).toMatchObject({ state: "accepted", fence: 1 });
  });

  it("is held for as long as the vendor thinks, however long that is", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const slow = slowVendor("runway");
      takes.connect(slow.vendor);
      const videoId = await takes.begin({ model: "runway-gen4.5" });
      const holder = takes.submit(videoId);
      await slow.arrived;
      for (let times = 0; times < 4; times++) {
        takes.pass(leaseSeconds - 2);
        vi.advanceTimersByTime(4_000);
        const until = takes.now().getTime() + leaseSeconds * 1000;
        await vi.waitFor(async () => expect((await takes.only(videoId)).leasedUntil?.getTime()).toBe(until), {
          timeout: 30_000,
        });
      }
      expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered" });
      expect(await takes.only(videoId)).toMatchObject({ state: "intent", fence: 1 });
      slow.answer(taken("job-1"));
      expect(await holder).toMatchObject({ kind: "accepted" });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is not sent any more by a process that was stopped before it could, once another has taken it up", async () => {
    const [stopped, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    armFailpoints(async (name) => {
      if (name !== "submit.stored") return;
      stopped.resolve();
      await goOn.promise;
    });
    const vendor = createTestProvider("kling", { findByToken: async () => undefined });
    takes.connect(vendor);
    const videoId = await takes.begin({ model: "kling-3.0" });
    const holder = takes.submit(videoId);
    await stopped.promise;
    takes.pass(1800);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "failed" });
    goOn.resolve();
    expect(await holder).toEqual({ kind: "wait", seconds: 1 });
    expect(vendor.sent).toEqual([]);
    expect(await takes.only(videoId)).toMatchObject({ state: "rejected" });
  });

  it("answered yes after its lease was lost writes no state of its own; its job is adopted", async () => {
    const { videoId, holder, answer } = await loseLease();
    answer(taken("job-2"));
    expect(await holder).toMatchObject({ kind: "accepted" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", jobId: "job-2", fence: 2 });
    expect(await takes.findings(attempt.id)).toEqual(["answer_lost", "answered_late", "found"]);
    expect((await row(videoId)).status).toBe("processing");
  });

  it("answered no after its lease was lost was never taken, and that is proof", async () => {
    const { videoId, holder, answer } = await loseLease();
    answer(refused);
    expect(await holder).toMatchObject({ kind: "failed" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "rejected", costMicros: 0 });
    expect(await takes.findings(attempt.id)).toEqual(["answer_lost", "answered_late"]);
  });

  it("answered no after its job was found is a contradiction, and the job is followed on", async () => {
    const { videoId, holder, answer } = await loseLease();
    const { id } = await takes.only(videoId);
    await takes.callBack(id, "runway", "job-3");
    takes.pass(2);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "accepted" });
    answer(refused);
    expect(await holder).toMatchObject({ kind: "accepted" });
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-3" });
    expect(await takes.findings(id)).toContain("contradicted");
  });

  it("answered with a job that another take has follows nothing", async () => {
    takes.connect(createTestProvider("runway", { submit: async () => taken("job-4") }));
    const [first, second] = [
      await takes.begin({ model: "runway-gen4.5" }),
      await takes.begin({ model: "runway-gen4.5" }),
    ];
    expect((await takes.submit(first)).kind).toBe("accepted");
    expect(await takes.submit(second)).toEqual({ kind: "wait", seconds: leaseSeconds });
    const attempt = await takes.only(second);
    expect(attempt).toMatchObject({ state: "intent", jobId: null });
    expect(await takes.findings(attempt.id)).toEqual(["contradicted"]);
    expect(await takes.only(first)).toMatchObject({ state: "accepted", jobId: "job-4" });
  });

  const crashAt = (place: FailpointName) => {
    let crashes = 0;
    armFailpoints(async (name) => {
      if (name === place && crashes++ === 0) throw new Error(`crash at ${name}`);
    });
  };
  const goOn = async (videoId: string) => {
    for (let turn = 0; turn < 10; turn++) {
      const submitted = await takes.submit(videoId);
      if (submitted.kind !== "unanswered") return submitted;
      takes.pass(submitted.seconds);
    }
    throw new Error("it does not go on");
  };

  it.each<[FailpointName, string, string[]]>([
    ["submit.stored", "ambiguous", []],
    ["submit.sent", "adopted", ["processing"]],
    ["submit.accepted", "accepted", ["processing"]],
  ])("that dies at %s sends nothing twice, and its job is found", async (place, state, ends) => {
    const jobs = new Map<string, SubmitOutcome>();
    const vendor: TestProvider = createTestProvider("kling", {
      async submit({ attemptId }) {
        const outcome = taken(`job of ${attemptId}`);
        jobs.set(attemptId, outcome);
        return outcome;
      },
      findByToken: async (attemptId) => jobs.get(attemptId),
    });
    takes.connect(vendor);
    const videoId = await takes.begin({ model: "kling-3.0" });
    crashAt(place);
    await expect(takes.submit(videoId)).rejects.toThrow("crash at");
    if (ends.length > 0) expect(await goOn(videoId)).toMatchObject({ kind: "accepted" });
    else await expect(goOn(videoId)).rejects.toThrow("it does not go on");
    expect(await takes.only(videoId)).toMatchObject({ state });
    expect(vendor.sent.length).toBe(ends.length);
  });

  it.each<FailpointName>(["resolve.found", "adopt.stored"])(
    "whose search dies at %s goes on where it stopped",
    async (place) => {
      const vendor = createTestProvider("kling", {
        submit: async () => ({ kind: "refused", failure: failureOf({ kind: "ambiguous" }) }),
        findByToken: async () => taken("job-5"),
      });
      takes.connect(vendor);
      const videoId = await takes.begin({ model: "kling-3.0" });
      await takes.submit(videoId);
      takes.pass(2);
      crashAt(place);
      await expect(takes.submit(videoId)).rejects.toThrow("crash at");
      takes.pass(2);
      expect(await goOn(videoId)).toMatchObject({ kind: "accepted" });
      expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-5" });
      expect(vendor.sent).toHaveLength(1);
      const accepted = (await historyOf(takes.bench, videoId)).filter(({ type }) => type === "accepted");
      expect(accepted).toHaveLength(1);
    },
  );

  it("that was refused by a process which then died fails its video with that cause", async () => {
    takes.connect(createTestProvider("runway", { submit: async () => refused }));
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    expect((await takes.submit(videoId)).kind).toBe("failed");
    expect((await row(videoId)).status).toBe("submitted");
    expect(await makeTake(takes.system(), videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect(await row(videoId)).toMatchObject({ status: "failed", failureCode: "provider_refused_policy" });
  });

  it("of a video that was stopped meanwhile is taken back, and nothing is left that nobody follows", async () => {
    const canceled: unknown[] = [];
    const slow = slowVendor("kling");
    slow.vendor.cancel = async (operation) => {
      canceled.push(operation);
    };
    takes.connect(slow.vendor);
    const videoId = await takes.begin({ model: "kling-3.0" });
    const holder = takes.submit(videoId);
    await slow.arrived;
    await cancelVideo(takes.person(), { id: videoId });
    const { id: attemptId } = await takes.only(videoId);
    expect(await releaseAttempt(takes.system(), { attemptId })).toEqual({ kind: "waits" });
    slow.answer(taken("job-6"));
    expect(await holder).toEqual({ kind: "over" });
    expect(canceled).toEqual([{ job: "job-6" }]);
    expect(await takes.only(videoId)).toMatchObject({ state: "canceled", jobId: "job-6" });
    expect(await abandonedAttempts(takes.system(), 10)).toEqual([]);
  });
});

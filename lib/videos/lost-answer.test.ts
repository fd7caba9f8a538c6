import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { failureCopy } from "#lib/contract/failure.ts";
import type { Provider, SubmitOutcome } from "#lib/providers/types.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { failureOf, makeTake } from "#lib/testing/takes.ts";
import { videoRow } from "#lib/testing/videos.ts";
import { askUndecided } from "./ask-undecided.ts";
import { cancelVideo } from "./cancel-video.ts";

const refusal = (kind: "ambiguous" | "quota" | "invalid"): SubmitOutcome => ({
  kind: "refused",
  failure: failureOf({ kind, code: kind === "ambiguous" ? "submit_ambiguous" : "provider_quota" }),
});
const lost: Partial<Provider> = { submit: async () => refusal("ambiguous") };
const taken = (job: string): SubmitOutcome => ({ kind: "accepted", operation: { job } });
const silent = async () => {
  throw new Error("silence");
};

describe("a submission whose answer was lost", () => {
  let takes: TakeBench;
  let vendor: TestProvider;

  beforeAll(async () => {
    takes = await createTakeBench();
  });
  beforeEach(() => takes.clear());
  afterAll(() => takes.bench.close());

  const connect = (name: string, change: Partial<Provider>) => {
    vendor = createTestProvider(name, { ...lost, ...change });
    takes.connect(vendor);
  };
  const lose = async (name: string, model: string, change: Partial<Provider> = {}) => {
    connect(name, change);
    const videoId = await takes.begin({ model });
    expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered", seconds: 2 });
    takes.pass(2);
    return videoId;
  };
  const row = (videoId: string) => videoRow(takes.bench, videoId);
  const take = (videoId: string) => makeTake(takes.system(), videoId);

  it("is said on the video, keeps its money, and closes nothing", async () => {
    const videoId = await lose("runway", "runway-gen4.5");
    expect(await row(videoId)).toMatchObject({ status: "submitted", waitingFor: "vendor_answer" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "ambiguous", failureCode: "submit_ambiguous", endedAt: null });
    expect(await takes.moneyOf(attempt.id)).toEqual([`reserve ${attempt.priceMicros}`]);
    expect(attempt.priceMicros).toBeGreaterThan(0);
    expect(await takes.findings(attempt.id)).toEqual(["answer_lost"]);
  });

  it("is looked up at a vendor that can find it, and the job is followed without being sent again", async () => {
    const asked: string[] = [];
    const videoId = await lose("kling", "kling-3.0", {
      findByToken: async (id) => (asked.push(id) > 1 ? taken("job-1") : undefined),
    });
    expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered" });
    takes.pass(2);
    expect(await take(videoId)).toEqual({ end: "running" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", operation: { job: "job-1" }, jobId: "job-1" });
    expect(await row(videoId)).toMatchObject({ status: "processing", waitingFor: null });
    expect(asked).toEqual([attempt.id, attempt.id]);
    expect(await takes.findings(attempt.id)).toEqual(["answer_lost", "searched", "found"]);
    expect(vendor.sent).toHaveLength(1);
  });

  it("is asked for more and more calmly, and at its deadline exactly", async () => {
    const videoId = await lose("runway", "runway-gen4.5");
    const { createdAt, deadlineAt } = await takes.only(videoId);
    const waits: number[] = [];
    for (;;) {
      const resolved = await takes.resolve(videoId);
      if (resolved.kind !== "unknown") break;
      waits.push(resolved.seconds);
      takes.pass(resolved.seconds);
    }
    expect(takes.now().getTime() - deadlineAt.getTime()).toBeLessThan(2000);
    expect(takes.now() >= deadlineAt).toBe(true);
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
    expect(Math.max(...waits)).toBe(60);
    expect(waits.length).toBeLessThan((deadlineAt.getTime() - createdAt.getTime()) / 1000 / 25);
  });

  it("ends at no cost where the vendor's list has no such job at the deadline, and its owner may try again", async () => {
    const videoId = await lose("kling", "kling-3.0", { findByToken: async () => undefined });
    takes.pass(1790);
    expect(await takes.resolve(videoId)).toMatchObject({ kind: "unknown" });
    takes.pass(10);
    expect(await take(videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "rejected", costMicros: 0 });
    expect(await takes.moneyOf(attempt.id)).toEqual([
      `reserve ${attempt.priceMicros}`,
      `release ${attempt.priceMicros}`,
    ]);
    expect(await row(videoId)).toMatchObject({ status: "failed", failureCode: "submit_ambiguous" });
    expect(vendor.sent).toHaveLength(1);
  });

  it.each<[string, string, string, Partial<Provider>]>([
    ["keeps no list", "runway", "runway-gen4.5", {}],
    ["does not answer when its list is asked for", "kling", "kling-3.0", { findByToken: silent }],
  ])("is laid before an admin at the deadline where the vendor %s", async (_, name, model, change) => {
    const videoId = await lose(name, model, change);
    takes.pass(1800);
    const { id } = await takes.only(videoId);
    expect(await takes.submit(videoId)).toEqual({ kind: "decision", attemptId: id });
    expect(await takes.submit(videoId)).toEqual({ kind: "decision", attemptId: id });
    expect(await takes.decisionsOf(id)).toMatchObject([{ reason: "unknown_submission", decidedAt: null }]);
    expect(await takes.only(videoId)).toMatchObject({ state: "ambiguous", endedAt: null });
    expect(await takes.moneyOf(id)).toHaveLength(1);
    expect(await row(videoId)).toMatchObject({ status: "submitted", waitingFor: "decision" });
    expect(vendor.sent).toHaveLength(1);
  });

  it("is looked for by one process at a time, and not again within two seconds", async () => {
    const asked: string[] = [];
    const videoId = await lose("kling", "kling-3.0", {
      findByToken: async (id) => {
        asked.push(id);
        return undefined;
      },
    });
    const all = await Promise.all(Array.from({ length: 10 }, () => takes.resolve(videoId)));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(["unknown"]));
    expect(asked).toHaveLength(1);
    takes.pass(2);
    await takes.resolve(videoId);
    expect(asked).toHaveLength(2);
  });

  it("is found even while an admin is asked, and then nobody has to decide", async () => {
    const answers = [silent, async () => taken("job-1")];
    const videoId = await lose("kling", "kling-3.0", {
      findByToken: () => (answers.shift() ?? silent)(),
    });
    takes.pass(1800);
    expect(await takes.resolve(videoId)).toEqual({ kind: "decision" });
    expect(await askUndecided(takes.system())).toBe(0);
    takes.pass(601);
    expect(await askUndecided(takes.system())).toBe(1);
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", jobId: "job-1" });
    const [decision] = await takes.decisionsOf(attempt.id);
    expect(decision).toMatchObject({ outcome: "adopt", decidedBy: null });
    expect(takes.resumed).toEqual([{ id: videoId, round: 1, cause: decision?.id }]);
  });

  it("is adopted by a signed callback at once, before anybody asks the vendor", async () => {
    const videoId = await lose("kling", "kling-3.0", { findByToken: silent, observe: silent });
    const { id } = await takes.only(videoId);
    await takes.callBack(id, "kling", "job-7");
    expect(await takes.submit(videoId)).toMatchObject({ kind: "accepted", attemptId: id });
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-7" });
  });

  it.each<[string, Provider["observe"], string]>([
    [
      "knows that job",
      async () => ({ kind: "pending", progress: undefined, queuePosition: undefined }),
      "adopted",
    ],
    ["knows no such job", async () => ({ kind: "missing" }), "ambiguous"],
    ["does not say whether it exists", silent, "ambiguous"],
  ])("believes a callback that nobody vouches for only where the vendor %s", async (_, observe, state) => {
    for (const verifiedBy of ["unsigned", "jwt"] as const) {
      const videoId = await lose("runway", "runway-gen4.5", { observe });
      const { id } = await takes.only(videoId);
      await takes.callBack(id, "runway", `job of ${verifiedBy}`, verifiedBy);
      await takes.resolve(videoId);
      expect(await takes.only(videoId)).toMatchObject({ state });
    }
  });

  it("is sent again, the same attempt, to a vendor that promises to know it", async () => {
    const answers: SubmitOutcome[] = [refusal("ambiguous"), refusal("quota"), taken("job-9")];
    const videoId = await lose("generic", "seevido", {
      submit: async () => answers.shift() ?? refusal("ambiguous"),
    });
    expect(await takes.submit(videoId)).toMatchObject({ kind: "unanswered" });
    takes.pass(2);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "accepted" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", jobId: "job-9" });
    expect(vendor.sent.map(({ attemptId }) => attemptId)).toEqual(Array(3).fill(attempt.id));
  });

  it("was never taken where the same request under the same key is refused as such", async () => {
    const answers: SubmitOutcome[] = [refusal("ambiguous"), refusal("invalid")];
    const videoId = await lose("generic", "seevido", {
      submit: async () => answers.shift() ?? refusal("ambiguous"),
    });
    expect(await take(videoId)).toEqual({ end: "settled", next: { kind: "stop" } });
    expect(await takes.only(videoId)).toMatchObject({ state: "rejected", costMicros: 0 });
  });

  it("is never sent again for a video that its owner has stopped", async () => {
    const videoId = await lose("generic", "seevido");
    await cancelVideo(takes.person(), { id: videoId });
    expect(await takes.resolve(videoId)).toMatchObject({ kind: "unknown" });
    expect(await takes.submit(videoId)).toEqual({ kind: "over" });
    expect(vendor.sent).toHaveLength(1);
  });

  it("costs nobody a decision where the work is free: it is given up and repeated", async () => {
    const videoId = await lose("animatic", "animatic");
    takes.pass(900);
    expect(await take(videoId)).toMatchObject({ end: "settled", next: { kind: "again" } });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "written_off", costMicros: 0 });
    expect(await takes.decisionsOf(attempt.id)).toEqual([]);
    expect(failureCopy[attempt.failureCode ?? "internal"].text).toBe("The model could not be reached.");
  });
});

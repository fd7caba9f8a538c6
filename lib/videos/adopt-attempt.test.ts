import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Failure } from "#lib/contract/failure.ts";
import type { SubmitOutcome } from "#lib/providers/types.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { attemptsOf, failureOf, historyOf } from "#lib/testing/takes.ts";
import { videoRow } from "#lib/testing/videos.ts";
import { adoptAttempt } from "./adopt-attempt.ts";
import { endAttempt } from "./attempts.ts";
import { cancelVideo } from "./cancel-video.ts";
import { failVideo } from "./fail-video.ts";
import { openDecision } from "./open-decision.ts";
import { retryVideo } from "./retry-video.ts";

const lost: SubmitOutcome = {
  kind: "refused",
  failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
};

describe("adopting a job whose answer was lost", () => {
  let takes: TakeBench;
  let vendor: TestProvider;
  beforeAll(async () => {
    takes = await createTakeBench();
  });
  beforeEach(async () => {
    await takes.clear();
    vendor = createTestProvider("runway", { submit: async () => lost });
    takes.connect(vendor);
  });
  afterAll(() => takes.bench.close());

  const lose = async () => {
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    await takes.submit(videoId);
    return { videoId, attemptId: (await takes.only(videoId)).id };
  };
  const adopt = (attemptId: string, job: string, cause = `evidence ${job}`) =>
    adoptAttempt(takes.system(), { attemptId, operation: { job }, by: "callback", cause });
  const decide = (attemptId: string) =>
    openDecision(takes.system(), { attemptId, reason: "unknown_submission" });
  const row = (videoId: string) => videoRow(takes.bench, videoId);

  it("happens once, however often and at once the evidence comes", async () => {
    const { videoId, attemptId } = await lose();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => adopt(attemptId, "job-1", `receipt ${at}`)),
    );
    expect(all.map(({ kind }) => kind).toSorted()).toEqual(["adopted", ...Array(9).fill("known")]);
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-1", failureCode: null });
    expect((await historyOf(takes.bench, videoId)).filter(({ type }) => type === "accepted")).toHaveLength(1);
  });

  it("of two attempts that name one job gives it to one, and says so on the other", async () => {
    const [first, second] = [await lose(), await lose()];
    expect(await adopt(first.attemptId, "job-1")).toEqual({ kind: "adopted" });
    expect(await adopt(second.attemptId, "job-1")).toEqual({ kind: "refused" });
    expect(await takes.only(second.videoId)).toMatchObject({ state: "ambiguous", jobId: null });
    expect(await takes.findings(second.attemptId)).toEqual(["answer_lost", "contradicted"]);
  });

  it("does not put a second job in the place of the first", async () => {
    const { videoId, attemptId } = await lose();
    await adopt(attemptId, "job-1");
    expect(await adopt(attemptId, "job-2")).toEqual({ kind: "refused" });
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-1" });
    expect(await takes.findings(attemptId)).toContain("contradicted");
  });

  it("by a callback that is sooner than the answer itself leaves the answer nothing to do", async () => {
    vendor.submit = async ({ attemptId }) => {
      expect(await adopt(attemptId, "job-1")).toEqual({ kind: "adopted" });
      return { kind: "accepted", operation: { job: "job-1" } };
    };
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    expect(await takes.submit(videoId)).toMatchObject({ kind: "accepted" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", jobId: "job-1" });
    expect(await takes.findings(attempt.id)).toEqual(["found"]);
  });

  it("makes an open decision needless, and starts the video again", async () => {
    const { videoId, attemptId } = await lose();
    const id = await decide(attemptId);
    expect(await decide(attemptId)).toBe(id);
    expect((await row(videoId)).waitingFor).toBe("decision");
    await adopt(attemptId, "job-1");
    expect(await takes.decisionsOf(attemptId)).toMatchObject([
      { id, outcome: "adopt", decidedBy: null, decidedAt: takes.now() },
    ]);
    expect(await row(videoId)).toMatchObject({ status: "processing", waitingFor: null });
    expect(takes.resumed).toEqual([{ id: videoId, round: 1, cause: id }]);
  });

  it("of an attempt that had ended keeps the job for its cost, and moves nothing", async () => {
    const { videoId, attemptId } = await lose();
    const failure: Failure = failureOf({ kind: "ambiguous", code: "submit_ambiguous" });
    await endAttempt(takes.system(), attemptId, { state: "rejected", failure });
    expect(await adopt(attemptId, "job-1")).toEqual({ kind: "over" });
    expect(await adopt(attemptId, "job-1")).toEqual({ kind: "over" });
    expect(await takes.only(videoId)).toMatchObject({ state: "rejected", jobId: "job-1" });
    expect(await takes.findings(attemptId)).toEqual(["answer_lost", "late_report"]);
    expect((await row(videoId)).status).toBe("submitted");
  });

  it("for a video that was stopped follows the job all the same, so that it can be taken back", async () => {
    const { videoId, attemptId } = await lose();
    await cancelVideo(takes.person(), { id: videoId });
    expect(await adopt(attemptId, "job-1")).toEqual({ kind: "adopted" });
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted" });
    expect((await row(videoId)).status).toBe("canceled");
  });

  it("needs no lease: whoever was sending counts as unanswered once an admin is asked", async () => {
    vendor.submit = async ({ attemptId }) => {
      await decide(attemptId);
      return { kind: "accepted", operation: { job: "job-1" } };
    };
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    expect(await takes.submit(videoId)).toMatchObject({ kind: "accepted" });
    const attempt = await takes.only(videoId);
    expect(attempt).toMatchObject({ state: "adopted", fence: 2 });
    expect(await takes.findings(attempt.id)).toEqual(["answered_late", "found"]);
    expect(await takes.decisionsOf(attempt.id)).toMatchObject([{ outcome: "adopt" }]);
  });

  it("an attempt that ends by itself leaves no decision open", async () => {
    const { attemptId } = await lose();
    await decide(attemptId);
    await endAttempt(takes.system(), attemptId, { state: "rejected" });
    expect(await takes.decisionsOf(attemptId)).toMatchObject([{ outcome: "write_off", chargedMicros: 0 }]);
    expect(await decide(attemptId)).toBeUndefined();
  });

  it("comes before another try, and the owner reads what is waited for", async () => {
    const { videoId, attemptId } = await lose();
    const failure: Failure = { kind: "unknown", code: "deadline_passed", message: "Too late." };
    await failVideo(takes.system(), { videoId, round: 1, cause: "late", failure });
    const retry = () => retryVideo(takes.person(), { id: videoId });
    await expect(retry()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("finding out"),
    });
    await decide(attemptId);
    await expect(retry()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("An admin has to decide"),
    });
    await adopt(attemptId, "job-1");
    await expect(retry()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("being taken back"),
    });
    await endAttempt(takes.system(), attemptId, { state: "canceled" });
    await expect(retry()).resolves.toMatchObject({ status: "retrying" });
    expect(await attemptsOf(takes.bench, videoId)).toHaveLength(1);
  });
});

import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/index.ts";
import type { DecideInput } from "#lib/contract/incident.ts";
import { armFailpoints } from "#lib/failpoint.ts";
import type { Provider, SubmitOutcome } from "#lib/providers/types.ts";
import { createTestProvider, type TestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { attemptsOf, failureOf, makeTake } from "#lib/testing/takes.ts";
import { videoRow } from "#lib/testing/videos.ts";
import { cancelVideo } from "#lib/videos/cancel-video.ts";
import { openDecision } from "#lib/videos/open-decision.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { retryVideo } from "#lib/videos/retry-video.ts";
import { announceDecided } from "./announce-decided.ts";
import { decideAttempt } from "./decide-attempt.ts";

const lost = async (): Promise<SubmitOutcome> => ({
  kind: "refused",
  failure: failureOf({ kind: "ambiguous", code: "submit_ambiguous" }),
});
const note = "Looked it up in the vendor's console.";

describe("a decision about a take", () => {
  let takes: TakeBench;
  let vendor: TestProvider;
  beforeAll(async () => {
    takes = await createTakeBench();
  });
  beforeEach(() => takes.clear());
  afterEach(() => armFailpoints(undefined));
  afterAll(() => takes.bench.close());

  /** A take whose answer was lost for good, at a vendor without a list; an admin is asked. */
  const ask = async (change: Partial<Provider> = {}) => {
    vendor = createTestProvider("runway", { submit: lost, ...change });
    takes.connect(vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    await takes.submit(videoId);
    takes.pass(1800);
    expect(await takes.submit(videoId)).toMatchObject({ kind: "decision" });
    return { videoId, ...(await lookUp(videoId)) };
  };
  /** A followed take about which an admin is asked. */
  const askFollowed = async (reason: "lost_job" | "silent_vendor" = "lost_job") => {
    vendor = createTestProvider("runway", {
      submit: async () => ({ kind: "accepted", operation: { job: "j" } }),
    });
    takes.connect(vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5" });
    await takes.submit(videoId);
    await openDecision(takes.system(), { attemptId: (await takes.only(videoId)).id, reason });
    return { videoId, ...(await lookUp(videoId)) };
  };
  const lookUp = async (videoId: string) => {
    const attempt = await takes.only(videoId);
    const [decision] = await takes.decisionsOf(attempt.id);
    if (!decision) throw new Error("nobody is asked");
    return { attempt, id: decision.id };
  };
  const decide = (id: string, input: DecideInput, ctx = takes.admin()) =>
    decideAttempt(ctx, { id, ...input });
  const row = (videoId: string) => videoRow(takes.bench, videoId);
  const audited = (attemptId: string) =>
    takes.bench.db.select().from(auditEntries).where(eq(auditEntries.subjectId, attemptId));

  it("to adopt follows the named job with the time of a whole take, and starts its video again", async () => {
    const { videoId, attempt, id } = await ask();
    const view = await decide(id, { outcome: "adopt", note, jobId: "job-1" });
    expect(view).toMatchObject({ outcomes: [], decided: { outcome: "adopt", note } });
    expect(await takes.only(videoId)).toMatchObject({ state: "adopted", jobId: "job-1" });
    expect(await row(videoId)).toMatchObject({ status: "processing", waitingFor: null });
    expect((await takes.only(videoId)).deadlineAt.getTime()).toBe(takes.now().getTime() + 1_800_000);
    expect((await row(videoId)).deadlineAt >= (await takes.only(videoId)).deadlineAt).toBe(true);
    expect(takes.resumed).toEqual([{ id: videoId, round: 1, cause: id }]);
    expect(await makeTake(takes.system(), videoId)).toEqual({ end: "running" });
    expect(await takes.moneyOf(attempt.id)).toEqual([`reserve ${attempt.priceMicros}`]);
    expect(await audited(attempt.id)).toMatchObject([
      {
        action: "attempt/adopt",
        before: { decision: id, state: "ambiguous" },
        after: { jobId: "job-1", note },
      },
    ]);
    expect(vendor.sent).toHaveLength(1);
  });

  it.each<[string, Partial<Provider>, string | undefined, string]>([
    ["that nobody named", {}, undefined, "invalid_input"],
    ["that cannot be one", { operationFor: () => undefined }, "../x", "invalid_input"],
    [
      "that the vendor does not know",
      { observe: async () => ({ kind: "missing" }) },
      "job-1",
      "invalid_input",
    ],
    [
      "that the vendor does not confirm",
      {
        observe: async () => {
          throw new Error("silence");
        },
      },
      "job-1",
      "conflict",
    ],
  ])("to adopt a job %s changes nothing", async (_, change, jobId, code) => {
    const { videoId, id } = await ask(change);
    const input = { outcome: "adopt" as const, note, ...(jobId && { jobId }) };
    await expect(decide(id, input)).rejects.toMatchObject({ code });
    expect((await takes.only(videoId)).state).toBe("ambiguous");
    expect((await lookUp(videoId)).id).toBe(id);
    expect(await row(videoId)).toMatchObject({ waitingFor: "decision" });
    expect(takes.resumed).toEqual([]);
  });

  it("to adopt the job of another take is refused", async () => {
    const first = await ask();
    await decide(first.id, { outcome: "adopt", note, jobId: "job-1" });
    const second = await ask();
    const again = decide(second.id, { outcome: "adopt", note, jobId: "job-1" });
    await expect(again).rejects.toMatchObject({ code: "invalid_input" });
    expect((await takes.only(second.videoId)).state).toBe("ambiguous");
    expect(await takes.decisionsOf(second.attempt.id)).toMatchObject([{ decidedAt: null }]);
  });

  it("to adopt a job that was known already follows it on, and no other in its place", async () => {
    const { videoId, id } = await askFollowed();
    const other = decide(id, { outcome: "adopt", note, jobId: "another" });
    await expect(other).rejects.toMatchObject({ code: "invalid_input" });
    await decide(id, { outcome: "adopt", note });
    expect(await takes.only(videoId)).toMatchObject({ state: "accepted", jobId: "j", missingLooks: 0 });
    expect(await row(videoId)).toMatchObject({ status: "processing", waitingFor: null });
    expect(takes.resumed).toHaveLength(1);
  });

  it.each([
    ["submit_ambiguous", () => ask()],
    ["job_lost", () => askFollowed("lost_job")],
    ["provider_timeout", () => askFollowed("silent_vendor")],
  ] as const)("to write off books what was charged and fails the video as %s", async (code, open) => {
    const { videoId, attempt, id } = await open();
    await decide(id, { outcome: "write_off", note, chargedMicros: 100_000 });
    expect(await takes.only(videoId)).toMatchObject({ state: "written_off", costMicros: 100_000 });
    expect(await takes.moneyOf(attempt.id)).toEqual([
      `reserve ${attempt.priceMicros}`,
      "settle 100000",
      `release ${attempt.priceMicros - 100_000}`,
    ]);
    expect(await row(videoId)).toMatchObject({ status: "failed", failureCode: code, waitingFor: null });
    expect(takes.resumed).toEqual([]);
    await expect(retryVideo(takes.person(), { id: videoId })).resolves.toMatchObject({ status: "retrying" });
  });

  it("to send it again makes one new take, at most at the price that was set, and books the old one as nothing", async () => {
    const { videoId, attempt, id } = await ask();
    await decide(id, { outcome: "resubmit", note, priceMaxMicros: attempt.priceMicros });
    expect(await row(videoId)).toMatchObject({ status: "retrying", priceMaxMicros: attempt.priceMicros });
    expect(takes.resumed).toEqual([{ id: videoId, round: 1, cause: id }]);
    vendor.submit = async () => ({ kind: "accepted", operation: { job: "second" } });
    expect(await makeTake(takes.system(), videoId)).toEqual({ end: "running" });
    expect(await attemptsOf(takes.bench, videoId)).toMatchObject([
      { state: "written_off", costMicros: 0 },
      { state: "accepted", jobId: "second", priceMicros: attempt.priceMicros },
    ]);
    expect((await row(videoId)).deadlineAt > takes.now()).toBe(true);
  });

  it("to send it again below what any model costs changes nothing", async () => {
    const { videoId, attempt, id } = await ask();
    const input = { outcome: "resubmit" as const, note, priceMaxMicros: attempt.priceMicros - 1 };
    await expect(decide(id, input)).rejects.toMatchObject({ code: "conflict" });
    expect((await takes.only(videoId)).state).toBe("ambiguous");
    expect(await row(videoId)).toMatchObject({ status: "submitted", waitingFor: "decision" });
  });

  it("never lifts the ceiling that the owner set", async () => {
    vendor = createTestProvider("runway", { submit: lost });
    takes.connect(vendor);
    const videoId = await takes.begin({ model: "runway-gen4.5", priceMaxMicros: 2_000_000 });
    await takes.submit(videoId);
    takes.pass(1800);
    await takes.submit(videoId);
    const { id } = await lookUp(videoId);
    await decide(id, { outcome: "resubmit", note, priceMaxMicros: 9_000_000 });
    expect((await row(videoId)).priceMaxMicros).toBe(2_000_000);
  });

  it("about a video that is over only adopts or writes off, and an adopted job is taken back", async () => {
    const canceled: unknown[] = [];
    const { videoId, attempt, id } = await ask({
      cancel: async (operation) => {
        canceled.push(operation);
      },
    });
    await cancelVideo(takes.person(), { id: videoId });
    const resend = decide(id, { outcome: "resubmit", note, priceMaxMicros: 9_000_000 });
    await expect(resend).rejects.toMatchObject({ code: "conflict" });
    await decide(id, { outcome: "adopt", note, jobId: "job-1" });
    expect(takes.resumed).toEqual([]);
    expect((await row(videoId)).status).toBe("canceled");
    expect(await abandonedAttempts(takes.system(), 10)).toEqual([attempt.id]);
    await releaseAttempt(takes.system(), { attemptId: attempt.id });
    expect(canceled).toEqual([{ job: "job-1" }]);
    expect(await takes.only(videoId)).toMatchObject({ state: "canceled" });
  });

  it("about a video that is over may be to write off, and the video stays what it is", async () => {
    const { videoId, id } = await ask();
    await cancelVideo(takes.person(), { id: videoId });
    await decide(id, { outcome: "write_off", note, chargedMicros: 0 });
    expect(await takes.only(videoId)).toMatchObject({ state: "written_off" });
    expect((await row(videoId)).status).toBe("canceled");
  });

  it("by two admins at once is one decision, and the other reads who was first and when", async () => {
    const { videoId, attempt, id } = await ask();
    const [one, two] = [await takes.bench.person("admin"), await takes.bench.person("admin")];
    const ends = await Promise.allSettled([
      decide(id, { outcome: "write_off", note, chargedMicros: 5 }, takes.admin(one)),
      decide(id, { outcome: "resubmit", note, priceMaxMicros: 9_000_000 }, takes.admin(two)),
      decide(id, { outcome: "write_off", note, chargedMicros: 7 }, takes.admin(one)),
    ]);
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [settled] = await takes.decisionsOf(attempt.id);
    const first = [one, two].find((admin) => admin.id === settled?.decidedBy)?.name;
    for (const end of ends)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject({
          code: "conflict",
          message: `${first} has already settled it.`,
          extra: { decidedBy: { name: first, at: settled?.decidedAt?.toISOString() } },
        });
    expect(await audited(attempt.id)).toHaveLength(1);
    expect(["failed", "retrying"]).toContain((await row(videoId)).status);
  });

  it("whose announcement was lost stands, is announced again, and says so to whoever decides again", async () => {
    const { videoId, id } = await ask();
    armFailpoints(async (name) => {
      if (name === "decide.stored") throw new Error("crash");
    });
    await expect(decide(id, { outcome: "adopt", note, jobId: "job-1" })).rejects.toThrow("crash");
    expect((await row(videoId)).status).toBe("processing");
    expect(takes.resumed).toEqual([]);
    expect(await announceDecided(takes.system())).toBe(1);
    expect(takes.resumed).toEqual([{ id: videoId, round: 1, cause: id }]);
    await expect(decide(id, { outcome: "adopt", note, jobId: "job-1" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is for admins", async () => {
    const { id } = await ask();
    const input = { outcome: "write_off" as const, note, chargedMicros: 0 };
    await expect(decide(id, input, takes.person())).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide("dec_none", input)).rejects.toMatchObject({ code: "not_found" });
  });
});

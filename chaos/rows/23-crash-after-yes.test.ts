import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { armFailpoints } from "#lib/failpoint.ts";
import type { Operation, Provider } from "#lib/providers/types.ts";
import { createTestProvider } from "#lib/testing/provider.ts";
import { createTakeBench, type TakeBench } from "#lib/testing/take-bench.ts";
import { draw, isWhole } from "../seed.ts";

const seeds = isWhole() ? 200 : 16;
const crashesMax = 4;
const turnsMax = 200;
/** Where a process may die between the vendor's yes and the end of the search for it. */
const places = ["submit.sent", "submit.accepted", "resolve.found", "adopt.stored"];
/** How a vendor's job can be found again, and a model of such a vendor. */
const vendors = [
  { evidence: "key", name: "generic", model: "seevido" },
  { evidence: "list", name: "kling", model: "kling-3.0" },
  { evidence: "callback", name: "runway", model: "runway-gen4.5" },
  { evidence: "nothing", name: "runway", model: "runway-gen4.5" },
] as const;

let takes: TakeBench;
beforeAll(async () => {
  takes = await createTakeBench();
});
beforeEach(() => takes.clear());
afterEach(() => armFailpoints(undefined));
afterAll(() => takes.bench.close());

/** A vendor that counts: one job for each submission, but one alone for each key where it promises that. */
function countingVendor({ evidence, name }: (typeof vendors)[number]) {
  const jobs: { attemptId: string; job: string }[] = [];
  const jobOf = (attemptId: string) => jobs.find((known) => known.attemptId === attemptId);
  const change: Partial<Provider> = {
    async submit({ attemptId }) {
      const known = evidence === "key" ? jobOf(attemptId) : undefined;
      const job = known ?? { attemptId, job: `job ${jobs.length + 1}` };
      if (!known) jobs.push(job);
      return { kind: "accepted", operation: { job: job.job } };
    },
  };
  if (evidence === "list")
    change.findByToken = async (attemptId) => {
      const operation: Operation | undefined = jobOf(attemptId) && { job: jobOf(attemptId)?.job };
      return operation && { kind: "accepted", operation };
    };
  return { vendor: createTestProvider(name, change), jobs };
}

/** Dies by the drawn plan: at each place that is passed perhaps, so many times in all, and first right after the yes. */
function crashBy(seed: number): () => number {
  let crashes = 0;
  let passed = 0;
  armFailpoints(async (name) => {
    if (!places.includes(name) || crashes >= crashesMax) return;
    passed++;
    if (passed > 1 && draw("row 23", seed, "crash", passed) < 0.4) return;
    crashes++;
    throw new Error(`crash at ${name}`);
  });
  return () => crashes;
}

test.each(
  Array.from({ length: seeds }, (_, seed) => ({ seed, ...(vendors[seed % vendors.length] ?? vendors[0]) })),
)(
  "after a crash behind the vendor's yes nothing is sent again: plan $seed, found by $evidence",
  async (plan) => {
    const { vendor, jobs } = countingVendor(plan);
    takes.connect(vendor);
    const videoId = await takes.begin({ model: plan.model });
    const crashes = crashBy(plan.seed);
    const calledBackAt = Math.floor(draw("row 23", plan.seed, "callback") * 6) + 1;
    for (let turn = 0; turn < turnsMax; turn++) {
      if (plan.evidence === "callback" && turn === calledBackAt)
        await takes.callBack((await takes.only(videoId)).id, plan.name, jobs[0]?.job ?? null);
      const submitted = await takes.submit(videoId).catch(() => undefined);
      if (submitted && submitted.kind !== "unanswered") break;
      takes.pass(submitted?.seconds ?? 5);
    }
    expect(crashes()).toBeGreaterThan(0);
    expect(jobs).toHaveLength(1);
    if (plan.evidence !== "key") expect(vendor.sent).toHaveLength(1);
    const attempt = await takes.only(videoId);
    const open = await takes.decisionsOf(attempt.id);
    if (plan.evidence === "nothing") {
      expect(attempt).toMatchObject({ state: "ambiguous", jobId: null });
      expect(open).toMatchObject([{ reason: "unknown_submission", decidedAt: null }]);
    } else {
      expect(attempt).toMatchObject({ jobId: jobs[0]?.job });
      expect(["accepted", "adopted"]).toContain(attempt.state);
      expect(open.filter(({ decidedAt }) => decidedAt === null)).toEqual([]);
    }
    expect(await takes.moneyOf(attempt.id)).toEqual([`reserve ${attempt.priceMicros}`]);
  },
);

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/index.ts";
import type { User } from "#lib/context.ts";
import type { DecideInput } from "#lib/contract/incident.ts";
import { decideAttempt } from "#lib/incidents/decide-attempt.ts";
import type { TakeBench } from "#lib/testing/take-bench.ts";
import { attemptsOf } from "#lib/testing/takes.ts";
import { openDecision } from "#lib/videos/open-decision.ts";
import { noteFigures } from "../figures.ts";
import { amissIn } from "./at-rest.ts";
import { createLostTakes, type LostTake, layToRest, loseTake } from "./lost-take.ts";
import { atOnce, fewRounds, runRounds } from "./rounds.ts";

const note = "Looked it up in the vendor's console.";
const costMicros = 70_000;
let takes: TakeBench;
let pair: [User, User];

beforeAll(async () => {
  takes = await createLostTakes();
  pair = [await takes.bench.person("admin"), await takes.bench.person("admin")];
});
afterAll(() => takes.bench.close());

async function askAdmins(): Promise<LostTake & { id: string }> {
  const take = await loseTake(takes);
  await openDecision(takes.system(), { attemptId: take.attemptId, reason: "unknown_submission" });
  const [decision] = await takes.decisionsOf(take.attemptId);
  if (!decision) throw new Error("nobody is asked");
  return { ...take, id: decision.id };
}

const wishes = (job: string): DecideInput[] => [
  { outcome: "write_off", note, chargedMicros: costMicros },
  { outcome: "adopt", note, jobId: job },
  { outcome: "resubmit", note, priceMaxMicros: 9_000_000 },
];

test(`of two admins who decide at once, ${fewRounds} times, one does, and the other is told who did and when`, async () => {
  const outcomes = await runRounds(
    fewRounds,
    async (round) => {
      const { videoId, attemptId, id } = await askAdmins();
      const job = `job-${round}`;
      const [one, two] = [wishes(job)[round % 3], wishes(job)[(round + 1 + (round % 2)) % 3]];
      if (!one || !two) throw new Error("nothing is wished");
      const { won, lost } = await atOnce(
        () => decideAttempt(takes.admin(pair[0]), { id, ...one }),
        () => decideAttempt(takes.admin(pair[1]), { id, ...two }),
      );
      expect({ won: won.length, lost: lost.length }).toEqual({ won: 1, lost: 1 });
      const [decision] = await takes.decisionsOf(attemptId);
      const winner = pair.find((admin) => admin.id === decision?.decidedBy);
      expect(lost[0]).toMatchObject({
        code: "conflict",
        message: `${winner?.name} has already settled it.`,
        extra: { decidedBy: { name: winner?.name, at: decision?.decidedAt?.toISOString() } },
      });
      const audited = await takes.bench.db
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.subjectId, attemptId));
      expect(audited).toMatchObject([{ action: `attempt/${decision?.outcome}`, actorId: winner?.id }]);
      expect(await attemptsOf(takes.bench, videoId)).toMatchObject([
        { state: decision?.outcome === "adopt" ? "adopted" : "written_off" },
      ]);
      await layToRest(takes, { videoId, attemptId });
      return decision?.outcome;
    },
    4,
  );
  const counted = [...Map.groupBy(outcomes, (outcome) => outcome)].map(
    ([name, all]) => `${all.length} ${name}`,
  );
  noteFigures("race of two admins", [`${fewRounds} rounds, each decided once: ${counted.join(", ")}`]);
  const [open] = await takes.bench.db.execute(
    sql`select count(*) as open from decisions where decided_at is null`,
  );
  expect(open).toEqual({ open: "0" });
  expect(await amissIn(takes.bench)).toEqual([]);
});

import { and, eq, ne, sql } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import { failpoint } from "#lib/failpoint.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Operation } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AttemptRow, isFollowed, operationOf } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { settleDecision } from "./settle-decision.ts";
import { lockVideo, transition, type VideoRow } from "./transition.ts";

const evidence = {
  answer: "The vendor's own answer arrived late: it had taken the job",
  idempotency_key: "Asked again under the same key, the vendor named the job it had taken",
  callback: "A callback of the vendor named the job it had taken",
  history: "The vendor's list held the job",
  decision: "An admin named the job",
} as const;
export type Evidence = keyof typeof evidence;

/**
 * `known`: followed already as this job. `over`: the attempt had ended; what the vendor did all the same is noted.
 * `refused`: the job belongs to another attempt, or this attempt has another job.
 */
export type Adopted = { kind: "adopted" | "known" | "over" | "refused" };

type Found = { attemptId: string; operation: Operation; by: Evidence; cause: string };

/** Whether another attempt at the same vendor has this job. Until the transaction ends, whoever else asks about it waits. */
export async function isTaken(ctx: Context, attempt: AttemptRow, jobId: string): Promise<boolean> {
  const job = `${attempt.provider} ${jobId}`;
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${job}, 0))`);
  const [other] = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(eq(attempts.provider, attempt.provider), eq(attempts.jobId, jobId), ne(attempts.id, attempt.id)),
    );
  return other !== undefined;
}

async function refuse(ctx: Context, { attemptId, by }: Found, jobId: string, why: string): Promise<Adopted> {
  const detail = `${evidence[by]}, yet ${why}.`;
  await noteFinding(ctx, { attemptId, kind: "contradicted", cause: `job ${jobId}`, detail, jobId });
  return { kind: "refused" };
}

/** The job of an attempt that had ended still belongs to it: it is kept, so that what it costs can be booked. */
async function keepLate(ctx: Context, attempt: AttemptRow, { operation, by }: Found, jobId: string) {
  if (attempt.jobId === null)
    await ctx.db.update(attempts).set({ operation, jobId }).where(eq(attempts.id, attempt.id));
  const detail = `${evidence[by]}, after this take had ended.`;
  const cause = `job ${jobId}`;
  await noteFinding(ctx, { attemptId: attempt.id, kind: "late_report", cause, detail, jobId });
}

async function adopt(ctx: Context, video: VideoRow, attempt: AttemptRow, found: Found, jobId: string) {
  const { operation, by, cause } = found;
  const mine = eq(attempts.id, attempt.id);
  if (attempt.state === "intent") await ctx.db.update(attempts).set({ state: "ambiguous" }).where(mine);
  await ctx.db
    .update(attempts)
    .set({
      state: "adopted",
      operation,
      jobId,
      acceptedAt: ctx.now(),
      leasedUntil: null,
      failureCode: null,
      missingLooks: 0,
    })
    .where(mine);
  await noteFinding(ctx, { attemptId: attempt.id, kind: "found", cause, detail: `${evidence[by]}.`, jobId });
  await recordOutcome(ctx, attempt.provider, { kind: "accepted", attemptId: attempt.id });
  const name = cardOf(attempt.model)?.name ?? attempt.model;
  const wasLost = attempt.state === "ambiguous";
  if (video.status === "submitted")
    await transition(ctx, video.id, {
      event: "accepted",
      cause: attempt.id,
      message: wasLost ? `${name} has the job: its lost answer was found` : `${name} took the job`,
    });
}

/**
 * Takes up a job that the vendor turned out to have, though its answer was lost: the attempt is followed from now on,
 * and a decision that was open about it is settled. The same evidence again changes nothing. A video that is over is
 * left as it is; the sweep takes its job back.
 */
export async function adoptAttempt(ctx: Context, found: Found): Promise<Adopted> {
  const { attemptId } = found;
  const [known] = await ctx.db.select().from(attempts).where(eq(attempts.id, attemptId));
  const provider = known && ctx.parts.providers.get(known.provider);
  if (!known || !provider) throw new Error(`the attempt ${attemptId} or its provider is gone`);
  const jobId = provider.jobIdOf(found.operation);
  const done = await transact(
    ctx,
    async (inner): Promise<Adopted & { resume?: VideoRow & { cause: string } }> => {
      const video = await lockVideo(inner, known.videoId);
      const [attempt] = await inner.db
        .select()
        .from(attempts)
        .where(eq(attempts.id, attemptId))
        .for("update");
      if (!attempt) throw new Error(`the attempt ${attemptId} is gone`);
      const own = attempt.jobId ?? (attempt.operation ? provider.jobIdOf(operationOf(attempt)) : null);
      if (own === jobId && isFollowed(attempt)) return { kind: "known" };
      if (await isTaken(inner, attempt, jobId))
        return refuse(inner, found, jobId, "another take has that job");
      if (own !== null && own !== jobId) return refuse(inner, found, jobId, `this take has the job ${own}`);
      if (attempt.state !== "intent" && attempt.state !== "ambiguous") {
        await keepLate(inner, attempt, found, jobId);
        return { kind: "over" };
      }
      await adopt(inner, video, attempt, found, jobId);
      const note = `${evidence[found.by]}.`;
      const decisionId =
        found.by === "decision"
          ? undefined
          : await settleDecision(inner, attemptId, { outcome: "adopt", note });
      return { kind: "adopted", ...(decisionId && { resume: { ...video, cause: decisionId } }) };
    },
  );
  await failpoint("adopt.stored");
  const { resume } = done;
  if (resume) ctx.parts.announcer.videoResumed({ id: resume.id, round: resume.round, cause: resume.cause });
  return { kind: done.kind };
}

import { eq } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { DecisionReason } from "#lib/contract/incident.ts";
import { chargedFor, lateEnd, lateWords } from "./account-late.ts";
import { type AttemptRow, endAttempt } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { openDecision } from "./open-decision.ts";
import { type Job, type Sight, seeJob } from "./see-job.ts";
import { stageAt } from "./watch.ts";

type End = Parameters<typeof endAttempt>[2];

async function isOver(ctx: Context, { videoId, deadlineAt }: AttemptRow): Promise<boolean> {
  const [video] = await ctx.db
    .select({ videoDeadlineAt: videos.deadlineAt })
    .from(videos)
    .where(eq(videos.id, videoId));
  if (!video) throw new Error(`the video ${videoId} is gone`);
  return stageAt(ctx.now(), { deadlineAt, ...video }) === "over";
}

async function end(ctx: Context, attempt: AttemptRow, how: End, detail: string): Promise<boolean> {
  const { id: attemptId } = attempt;
  if (!(await endAttempt(ctx, attemptId, how))) return true;
  await noteFinding(ctx, { attemptId, kind: "late_report", cause: lateEnd, detail });
  return true;
}

/** A free job is let go; of a paid one nobody knows whether it was charged for. */
async function giveUp(ctx: Context, attempt: AttemptRow, reason: DecisionReason): Promise<boolean> {
  if (attempt.priceMicros === 0) return end(ctx, attempt, { state: "canceled" }, lateWords.missing);
  await openDecision(ctx, { attemptId: attempt.id, reason });
  return false;
}

async function conclude(ctx: Context, attempt: AttemptRow, sight: Sight): Promise<boolean> {
  switch (sight.kind) {
    case "succeeded":
    case "canceled": {
      const costMicros = chargedFor(sight, attempt);
      return end(ctx, attempt, { state: sight.kind, costMicros }, lateWords[sight.kind]);
    }
    case "failed": {
      const costMicros = chargedFor(sight, attempt);
      const how = { state: "failed_permanent", failure: sight.failure, costMicros } as const;
      return end(ctx, attempt, how, lateWords.failed);
    }
    case "lost":
      return giveUp(ctx, attempt, "lost_job");
    case "pending":
      return (await isOver(ctx, attempt)) ? end(ctx, attempt, { state: "timed_out" }, stillRunning) : false;
    case "silence":
    case "found":
      return (await isOver(ctx, attempt)) ? giveUp(ctx, attempt, "silent_vendor") : false;
    case "wait":
      return false;
  }
}

const stillRunning = "At the deadline of its video the job still ran; it is asked about further.";

/**
 * One look at a job that nobody waits for and that its vendor does not take back. Once it has ended it is accounted at
 * what it came to, micro-USD, and its clip is not used. Past its video's absolute deadline one that still runs is given
 * up, and one that the vendor is silent about is laid before the admins. Returns whether the attempt is over.
 */
export const accountAbandoned = async (ctx: Context, job: Job): Promise<boolean> =>
  conclude(ctx, job.attempt, await seeJob(ctx, job));

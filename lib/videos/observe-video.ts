import { and, eq, sql } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { DecisionReason } from "#lib/contract/incident.ts";
import { type AttemptRow, isFollowed } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { openDecision, openDecisionOf } from "./open-decision.ts";
import { type Job, loadJob, type Sight, seeJob } from "./see-job.ts";
import { settleDecision } from "./settle-decision.ts";
import { toldFailure } from "./told-failure.ts";
import { nextLookSeconds, type Stage, stageAt } from "./watch.ts";

/** `pending`: look again after so many seconds. `over`: nothing is left to follow, or a person decides. */
export type Observed =
  | { kind: "pending"; seconds: number }
  | { kind: "ready" }
  | { kind: "failed"; failure: Failure }
  | { kind: "over" };

/** For as long after a delivery was seen nobody else takes its copying up. */
const collectingMs = 600_000;

type Watch = Job & { stage: Stage; videoDeadlineAt: Date };

/** Progress only ever rises within an attempt, and is written only where it changed. */
async function noteProgress(ctx: Context, videoId: string, progress: number | undefined): Promise<void> {
  if (progress === undefined) return;
  await ctx.db
    .update(videos)
    .set({ progress, progressAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(videos.id, videoId),
        eq(videos.status, "processing"),
        sql`coalesce(${videos.progress}, -1) < ${progress}`,
      ),
    );
}

const tooLate: Failure = {
  kind: "transient",
  code: "provider_timeout",
  message: "The deadline of the take passed.",
};
const gone: Failure = {
  kind: "transient",
  code: "job_lost",
  message: "The vendor does not know the job any more.",
};
export const stopped: Failure = {
  kind: "transient",
  code: "provider_failed",
  message: "The vendor stopped the job.",
};

function againIn(ctx: Context, { attempt, card, videoDeadlineAt }: Watch): Observed {
  const acceptedAt = attempt.acceptedAt ?? attempt.createdAt;
  const deadlines = [attempt.deadlineAt, videoDeadlineAt];
  return { kind: "pending", seconds: nextLookSeconds({ card, acceptedAt, deadlines }, ctx.now()) };
}

/** Whoever copies the clip now is not disturbed by a second run that the sweep would start. */
async function noteReady(ctx: Context, attempt: AttemptRow): Promise<Observed> {
  await ctx.db
    .update(attempts)
    .set({ leasedUntil: new Date(ctx.now().getTime() + collectingMs) })
    .where(eq(attempts.id, attempt.id));
  return { kind: "ready" };
}

/** What nobody can settle by machine: free work fails and may be repeated, paid work waits for a person. */
async function giveUp(
  ctx: Context,
  attempt: AttemptRow,
  { failure, reason }: { failure: Failure; reason: DecisionReason },
): Promise<Observed> {
  if (attempt.priceMicros === 0) return { kind: "failed", failure };
  await openDecision(ctx, { attemptId: attempt.id, reason });
  return { kind: "over" };
}

/** Nothing is known: past the hard deadline it is noted, past the absolute one it is given up. */
async function afterSilence(ctx: Context, watch: Watch): Promise<Observed> {
  const { attempt, stage } = watch;
  if (stage === "open") return againIn(ctx, watch);
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "overdue",
    cause: "deadline",
    detail: "The vendor did not answer when the deadline of the take had passed; it is asked further.",
  });
  if (stage === "late") return againIn(ctx, watch);
  return giveUp(ctx, attempt, { failure: tooLate, reason: "silent_vendor" });
}

async function judge(ctx: Context, watch: Watch, sight: Sight): Promise<Observed> {
  const { attempt, stage } = watch;
  switch (sight.kind) {
    case "wait":
      return { kind: "pending", seconds: sight.seconds };
    case "silence":
      return afterSilence(ctx, watch);
    case "lost":
      return giveUp(ctx, attempt, { failure: gone, reason: "lost_job" });
    case "found":
      if (stage !== "over") return againIn(ctx, watch);
      return giveUp(ctx, attempt, { failure: gone, reason: "lost_job" });
    case "succeeded":
      return noteReady(ctx, attempt);
    case "failed":
      return { kind: "failed", failure: await toldFailure(ctx, attempt.videoId, sight.failure) };
    case "canceled":
      return { kind: "failed", failure: { ...stopped, chargedMicros: sight.chargedMicros ?? 0 } };
    case "pending":
      await noteProgress(ctx, attempt.videoId, sight.progress);
      return stage === "open" ? againIn(ctx, watch) : { kind: "failed", failure: tooLate };
  }
}

/** An answer makes a decision about the vendor's silence needless. */
const answers: ReadonlySet<Sight["kind"]> = new Set(["pending", "succeeded", "failed", "canceled"]);

/** Whether a person decides about something that no look at the vendor can settle. */
async function isLeftToAdmin(ctx: Context, attemptId: string): Promise<boolean> {
  const open = await openDecisionOf(ctx, attemptId);
  return open !== undefined && open.reason !== "lost_job" && open.reason !== "silent_vendor";
}

/**
 * One look at a followed attempt. Writes progress, never status. Past the hard deadline a job that still runs has
 * failed, and a silent vendor is asked further until the video's absolute deadline. What stays open then, and costs
 * money, is laid before the admins; so is a job that nobody knows any more. An answer that comes after all settles that
 * decision. `over` means that a person decides, or that the attempt ended meanwhile.
 */
export async function observeVideo(ctx: Context, { attemptId }: { attemptId: string }): Promise<Observed> {
  requireSystem(ctx);
  const job = await loadJob(ctx, attemptId);
  const { attempt } = job;
  const [video] = await ctx.db.select().from(videos).where(eq(videos.id, attempt.videoId));
  if (!isFollowed(attempt) || video?.status !== "processing") return { kind: "over" };
  const isWaiting = video.waitingFor === "decision";
  if (isWaiting && (await isLeftToAdmin(ctx, attemptId))) return { kind: "over" };
  const videoDeadlineAt = video.deadlineAt;
  const stage = stageAt(ctx.now(), { deadlineAt: attempt.deadlineAt, videoDeadlineAt });
  const sight = await seeJob(ctx, job);
  if (isWaiting && answers.has(sight.kind)) {
    const note = "The vendor reported about the job after all.";
    await settleDecision(ctx, attemptId, { outcome: "adopt", note });
  }
  return judge(ctx, { ...job, stage, videoDeadlineAt }, sight);
}

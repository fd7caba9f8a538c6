import { and, asc, eq, gt, inArray, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { log } from "#lib/log.ts";
import { type AttemptRow, isFollowed, liveAttempt } from "./attempts.ts";
import { failVideo, settleFailure } from "./fail-video.ts";
import { observeVideo } from "./observe-video.ts";
import { openDecision } from "./open-decision.ts";
import { resolveAttempt } from "./resolve-attempt.ts";
import type { VideoRow } from "./transition.ts";

const batch = 100;

const deadlinePassed: Failure = {
  kind: "unknown",
  code: "deadline_passed",
  message: "The absolute deadline passed.",
};

const stop = (ctx: Context, { id, round }: VideoRow): Promise<void> =>
  failVideo(ctx, { videoId: id, round, cause: `deadline of round ${round}`, failure: deadlinePassed });

const settle = (ctx: Context, { id: attemptId, videoId }: AttemptRow, failure: Failure) =>
  settleFailure(ctx, { videoId, attemptId, failure, chance: 0 });

/** A last look at a job whose run may be gone: its end is settled here, its clip is copied by a run. */
export async function settleFollowed(ctx: Context, video: VideoRow, attempt: AttemptRow): Promise<void> {
  const seen = await observeVideo(ctx, { attemptId: attempt.id });
  if (seen.kind === "failed") await settle(ctx, attempt, seen.failure);
  if (seen.kind === "ready") {
    const cause = `ready ${attempt.id} ${ctx.now().getTime()}`;
    ctx.parts.announcer.videoResumed({ id: video.id, round: video.round, cause });
  }
}

/** A paid submission of which nobody knows what became of it waits for a person; a free one needs nobody. */
export async function settleUnanswered(ctx: Context, video: VideoRow, attempt: AttemptRow): Promise<void> {
  const { id: attemptId } = attempt;
  const resolved = await resolveAttempt(ctx, { attemptId });
  if (resolved.kind === "none") await settle(ctx, attempt, resolved.failure);
  if (resolved.kind !== "unknown") return;
  if (attempt.priceMicros === 0) return stop(ctx, video);
  await openDecision(ctx, { attemptId, reason: "unknown_submission" });
}

async function settleOne(ctx: Context, video: VideoRow): Promise<void> {
  const attempt = await liveAttempt(ctx, video.id);
  if (!attempt) return stop(ctx, video);
  return isFollowed(attempt) ? settleFollowed(ctx, video, attempt) : settleUnanswered(ctx, video, attempt);
}

/** Past their absolute deadline, neither before an admin nor just being sent or copied. */
function overdue(ctx: Context): Promise<VideoRow[]> {
  const now = ctx.now();
  const held = ctx.db
    .select({ one: sql`1` })
    .from(attempts)
    .leftJoin(decisions, and(eq(decisions.attemptId, attempts.id), isNull(decisions.decidedAt)))
    .where(
      and(
        eq(attempts.videoId, videos.id),
        isNull(attempts.endedAt),
        or(gt(attempts.leasedUntil, now), sql`${decisions.id} is not null`),
      ),
    );
  return ctx.db
    .select()
    .from(videos)
    .where(and(inArray(videos.status, [...activeStatuses]), lt(videos.deadlineAt, now), notExists(held)))
    .orderBy(asc(videos.deadlineAt))
    .limit(batch);
}

/**
 * Ends what is past its absolute deadline, so that nothing stays unfinished for ever: with the vendor's own last word
 * where it gives one, before an admin where the vendor may have a paid job that nobody knows the end of, else as failed.
 * Returns how many it went through.
 */
export async function settleOverdue(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await overdue(ctx);
  for (const video of rows)
    await settleOne(ctx, video).catch((error: unknown) => {
      log("videos").error({ videoId: video.id, err: error }, "an overdue video could not be settled");
    });
  return rows.length;
}

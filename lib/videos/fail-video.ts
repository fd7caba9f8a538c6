import { and, count, eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import { type Failure, failureCopy } from "#lib/contract/failure.ts";
import { isActive } from "#lib/contract/status.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { cardOf } from "#lib/models/cards.ts";
import { type AfterFailure, afterFailure } from "./after-failure.ts";
import { endAttempt } from "./attempts.ts";
import { discardTakeFiles } from "./take-files.ts";
import { lockVideo, transition } from "./transition.ts";

function endStateOf(
  failure: Failure,
  wasAccepted: boolean,
): Exclude<AttemptState, "intent" | "accepted" | "ambiguous"> {
  if (!wasAccepted) return "rejected";
  if (failure.code === "provider_timeout") return "timed_out";
  return failure.kind === "transient" ? "failed_retryable" : "failed_permanent";
}

async function closeAttempt(ctx: Context, attemptId: string, failure: Failure): Promise<void> {
  const [attempt] = await ctx.db
    .select({ acceptedAt: attempts.acceptedAt })
    .from(attempts)
    .where(eq(attempts.id, attemptId));
  if (failure.kind === "ambiguous") {
    await ctx.db
      .update(attempts)
      .set({ state: "ambiguous", failureCode: failure.code })
      .where(and(eq(attempts.id, attemptId), eq(attempts.state, "intent")));
    return;
  }
  await endAttempt(ctx, attemptId, { state: endStateOf(failure, attempt?.acceptedAt != null), failure });
}

/**
 * Ends a failed attempt and moves its video: to `retrying` where another take may help, else to `failed`.
 * `chance` in [0, 1) is the jitter. Answers how long to wait before the next take, or that it stops here.
 */
export async function settleFailure(
  ctx: Context,
  {
    videoId,
    attemptId,
    failure,
    chance,
  }: { videoId: string; attemptId: string; failure: Failure; chance: number },
): Promise<AfterFailure> {
  requireSystem(ctx);
  const after = await transact(ctx, async (inner): Promise<AfterFailure> => {
    const video = await lockVideo(inner, videoId);
    await closeAttempt(inner, attemptId, failure);
    if (video.status !== "submitted" && video.status !== "processing") return { kind: "stop" };
    const [made] = await inner.db
      .select({ takes: count() })
      .from(attempts)
      .where(and(eq(attempts.videoId, videoId), eq(attempts.round, video.round)));
    const after = afterFailure(failure, made?.takes ?? 1, cardOf(video.model)?.attemptsMax ?? 1, chance);
    const { text } = failureCopy[failure.code];
    await transition(inner, videoId, {
      event: after.kind === "retry" ? "retried" : "failed",
      cause: attemptId,
      message: after.kind === "retry" ? `${text} The same prompt is tried again.` : text,
      errorCode: failure.code,
    });
    return after;
  });
  await discardTakeFiles(ctx, { id: attemptId, videoId });
  return after;
}

/** Ends a round that nothing works on any more; one that is over, or was followed by another, stays as it is. */
export function failVideo(
  ctx: Context,
  { videoId, round, cause, failure }: { videoId: string; round: number; cause: string; failure: Failure },
): Promise<void> {
  requireSystem(ctx);
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, videoId);
    if (video.round !== round || !isActive(video.status)) return;
    await transition(inner, videoId, {
      event: "failed",
      cause,
      message: failureCopy[failure.code].text,
      errorCode: failure.code,
    });
  });
}

import { eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import { type Failure, failureCopy } from "#lib/contract/failure.ts";
import { isActive } from "#lib/contract/status.ts";
import { failpoint } from "#lib/failpoint.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AfterFailure, afterFailure, mayFallBack } from "./after-failure.ts";
import { type AttemptRow, believableCost, endAttempt, lastAttempt, modelsOfRound } from "./attempts.ts";
import { planFor, requestOf } from "./plan-for.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { discardTakeFiles } from "./take-files.ts";
import { moveToModel, type TakeOver, takeOverBy } from "./take-over.ts";
import { lockVideo, transition, type VideoRow } from "./transition.ts";
import { wasDelivered } from "./was-delivered.ts";

export type Settled = { kind: "again"; afterSeconds: number } | { kind: "stop" };

function endStateOf(
  failure: Failure,
  wasAccepted: boolean,
): "rejected" | "timed_out" | "failed_retryable" | "failed_permanent" {
  if (!wasAccepted) return "rejected";
  if (failure.code === "provider_timeout") return "timed_out";
  return failure.kind === "transient" ? "failed_retryable" : "failed_permanent";
}

/**
 * Ends the take at what the vendor charged. One of which it is not known whether the vendor has it is left as it is:
 * only what is found out ends it. Returns whether this call ended it.
 */
async function endTake(ctx: Context, attempt: AttemptRow, failure: Failure): Promise<boolean> {
  if (failure.kind === "ambiguous") return false;
  return endAttempt(ctx, attempt.id, {
    state: endStateOf(failure, attempt.acceptedAt !== null),
    failure,
    costMicros:
      believableCost(failure.chargedMicros) ?? (wasDelivered(failure.code) ? attempt.priceMicros : 0),
  });
}

/** Ends the take and tells its vendor's gate, once. */
async function closeTake(ctx: Context, attempt: AttemptRow, failure: Failure): Promise<void> {
  const wasAccepted = attempt.acceptedAt !== null;
  if (await endTake(ctx, attempt, failure))
    await recordOutcome(ctx, attempt.provider, {
      kind: "failed",
      attemptId: attempt.id,
      failure,
      wasAccepted,
    });
}

type Decision = { after: AfterFailure; takeOver: TakeOver | undefined };

async function decide(
  ctx: Context,
  video: VideoRow,
  { attempt, failure, chance }: { attempt: AttemptRow; failure: Failure; chance: number },
): Promise<Decision> {
  const takes = await modelsOfRound(ctx, video);
  const replanned = mayFallBack(failure) ? await planFor(ctx, await requestOf(ctx, video), takes) : undefined;
  const after = afterFailure(
    {
      failure,
      wasAccepted: attempt.acceptedAt !== null,
      isFree: attempt.priceMicros === 0,
      takesOfModel: takes.filter((model) => model === attempt.model).length,
      takesOfModelMax: cardOf(attempt.model)?.attemptsMax ?? 1,
      takesOfRound: takes.length,
      next: replanned?.steps[0],
      isOverdue: ctx.now() > video.deadlineAt,
    },
    chance,
  );
  const takeOver =
    after.kind === "fall_back" && replanned
      ? takeOverBy(video, after.step, replanned, failure.code)
      : undefined;
  return { after, takeOver };
}

function messageOf(video: VideoRow, failure: Failure, { after, takeOver }: Decision): string {
  const { text } = failureCopy[failure.code];
  if (takeOver) return takeOver.words;
  if (after.kind === "retry") return `${text} The same prompt is tried again.`;
  if (!mayFallBack(failure)) return text;
  return video.fallbackAllowed
    ? `${text} No other model may take over.`
    : `${text} Another model was not allowed to take over.`;
}

/** Our own deadline passed and the vendor may still be working: its job is taken back where that is possible. */
async function letGo(ctx: Context, attempt: AttemptRow, failure: Failure): Promise<void> {
  if (failure.code !== "provider_timeout" || attempt.acceptedAt === null) return;
  try {
    await releaseAttempt(ctx, { attemptId: attempt.id });
  } catch (error) {
    log("videos").warn({ attemptId: attempt.id, err: error }, "a late job could not be taken back");
  }
}

/** A repeated call finds the video where the first one left it: waiting for the take that follows this one. */
async function isSettled(ctx: Context, video: VideoRow, attempt: AttemptRow): Promise<boolean> {
  if (video.status !== "retrying" || video.round !== attempt.round) return false;
  return (await lastAttempt(ctx, video.id))?.id === attempt.id;
}

/**
 * Ends a failed attempt and moves its video: to `retrying` where the same or another model may help, else to `failed`.
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
): Promise<Settled> {
  requireSystem(ctx);
  const settled = await transact(ctx, async (inner): Promise<{ attempt: AttemptRow; next: Settled }> => {
    const found = await lockVideo(inner, videoId);
    const [attempt] = await inner.db.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!attempt) throw new Error(`the attempt ${attemptId} is gone`);
    await closeTake(inner, attempt, failure);
    if (found.status !== "submitted" && found.status !== "processing")
      return (await isSettled(inner, found, attempt))
        ? { attempt, next: { kind: "again", afterSeconds: 1 } }
        : { attempt, next: { kind: "stop" } };
    const decision = await decide(inner, found, { attempt, failure, chance });
    const { after, takeOver } = decision;
    const video = takeOver ? await moveToModel(inner, found, takeOver) : found;
    await transition(inner, videoId, {
      event: after.kind === "stop" ? "failed" : "retried",
      cause: attemptId,
      message: messageOf(video, failure, decision),
      errorCode: failure.code,
    });
    if (after.kind === "stop") return { attempt, next: { kind: "stop" } };
    const afterSeconds = after.kind === "retry" ? after.afterSeconds : 0;
    return { attempt, next: { kind: "again", afterSeconds } };
  });
  await failpoint("settle.stored");
  await letGo(ctx, settled.attempt, failure);
  await discardTakeFiles(ctx, { id: attemptId, videoId });
  return settled.next;
}

/** Ends a round that nothing works on any more; one that is over, or was followed by another, stays as it is. */
export function failVideo(
  ctx: Context,
  {
    videoId,
    round,
    cause,
    failure,
    message = failureCopy[failure.code].text,
  }: { videoId: string; round: number; cause: string; failure: Failure; message?: string },
): Promise<void> {
  requireSystem(ctx);
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, videoId);
    if (video.round !== round || !isActive(video.status)) return;
    await transition(inner, videoId, { event: "failed", cause, message, errorCode: failure.code });
  });
}

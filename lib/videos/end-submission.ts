import { and, eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { failpoint } from "#lib/failpoint.ts";
import type { Operation } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { adoptAttempt, isTaken } from "./adopt-attempt.ts";
import { type AttemptRow, endAttempt, isFollowed } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { noteWaiting } from "./note-waiting.ts";
import { lockVideo, transition, type VideoRow } from "./transition.ts";

/**
 * `over`: the vendor has a job that nobody waits for; it is the caller's to take back. `contradicted`: what it named
 * cannot be this attempt's job, and nothing follows from it.
 */
export type Ended = "followed" | "over" | "contradicted";

type Held = { video: VideoRow; current: AttemptRow; isMine: boolean };

/** The attempt as it is now, locked, and whether the process that sent it may still write its end. */
async function lockHeld(ctx: Context, attempt: AttemptRow): Promise<Held> {
  const video = await lockVideo(ctx, attempt.videoId);
  const [current] = await ctx.db.select().from(attempts).where(eq(attempts.id, attempt.id)).for("update");
  if (!current) throw new Error(`the attempt ${attempt.id} is gone`);
  return { video, current, isMine: current.state === "intent" && current.fence === attempt.fence };
}

const noteLate = (ctx: Context, attempt: AttemptRow, detail: string, jobId?: string) =>
  noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "answered_late",
    cause: `fence ${attempt.fence}`,
    detail,
    ...(jobId && { jobId }),
  });

/** Writes the vendor's yes where this process still holds the attempt; undefined where it does not. */
function writeAccepted(
  ctx: Context,
  attempt: AttemptRow,
  card: ModelCard,
  job: { operation: Operation; jobId: string },
): Promise<Ended | undefined> {
  return transact(ctx, async (inner) => {
    const { video, current, isMine } = await lockHeld(inner, attempt);
    if (!isMine || (await isTaken(inner, attempt, job.jobId))) {
      const said = "The vendor's yes came when another process had taken the attempt up.";
      if (current.fence !== attempt.fence) await noteLate(inner, attempt, said, job.jobId);
      return undefined;
    }
    await inner.db
      .update(attempts)
      .set({ state: "accepted", ...job, acceptedAt: inner.now(), leasedUntil: null })
      .where(and(eq(attempts.id, attempt.id), eq(attempts.fence, attempt.fence)));
    await recordOutcome(inner, card.provider, { kind: "accepted", attemptId: attempt.id });
    if (video.status !== "submitted") return "over";
    await transition(inner, video.id, {
      event: "accepted",
      cause: attempt.id,
      message: `${card.name} took the job`,
    });
    return "followed";
  });
}

/**
 * Keeps the vendor's yes. A process that lost its attempt meanwhile writes no end: its answer is noted, and used like
 * any other evidence.
 */
export async function endAccepted(
  ctx: Context,
  attempt: AttemptRow,
  card: ModelCard,
  job: { operation: Operation; jobId: string },
): Promise<Ended> {
  const written = await writeAccepted(ctx, attempt, card, job);
  await failpoint("submit.accepted");
  if (written) return written;
  const { id: attemptId } = attempt;
  const adopted = await adoptAttempt(ctx, {
    attemptId,
    operation: job.operation,
    by: "answer",
    cause: `fence ${attempt.fence}`,
  });
  if (adopted.kind === "refused") return "contradicted";
  return adopted.kind === "over" ? "over" : "followed";
}

/**
 * Ends an attempt that the vendor refused, or that was certainly never sent: proof at any time, whoever holds it. A job
 * that was found meanwhile contradicts it and is followed all the same.
 */
export function endRefused(
  ctx: Context,
  attempt: AttemptRow,
  failure: Failure,
): Promise<"followed" | "ended"> {
  return transact(ctx, async (inner) => {
    const { current, isMine } = await lockHeld(inner, attempt);
    if (!isMine && current.fence !== attempt.fence)
      await noteLate(inner, attempt, `The vendor refused it: ${failure.message}`);
    if (isFollowed(current)) {
      const detail = "The vendor refused the submission, and yet it has the job.";
      await noteFinding(inner, { attemptId: attempt.id, kind: "contradicted", cause: "refused", detail });
      return "followed";
    }
    if (await endAttempt(inner, attempt.id, { state: "rejected", failure }))
      await recordOutcome(inner, attempt.provider, {
        kind: "failed",
        attemptId: attempt.id,
        failure,
        wasAccepted: false,
      });
    return "ended";
  });
}

/** Marks an attempt whose answer was lost, where this process still holds it. From now on it is only looked for. */
export function endUnanswered(ctx: Context, attempt: AttemptRow, failure: Failure): Promise<void> {
  return transact(ctx, async (inner) => {
    const { isMine } = await lockHeld(inner, attempt);
    if (!isMine) return;
    await inner.db
      .update(attempts)
      .set({ state: "ambiguous", failureCode: failure.code, leasedUntil: null })
      .where(and(eq(attempts.id, attempt.id), eq(attempts.fence, attempt.fence)));
    await noteWaiting(inner, attempt, "vendor_answer");
    await noteFinding(inner, {
      attemptId: attempt.id,
      kind: "answer_lost",
      cause: `fence ${attempt.fence}`,
      detail: failure.message,
    });
    await recordOutcome(inner, attempt.provider, { kind: "silent" });
  });
}

import { eq } from "drizzle-orm";
import { type decisions, videos } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { type FailureCode, failureCopy } from "#lib/contract/failure.ts";
import type { DecisionReason } from "#lib/contract/incident.ts";
import { isActive } from "#lib/contract/status.ts";
import { dollars } from "#lib/models/price.ts";
import { Refusal } from "#lib/refusal.ts";
import { type AttemptRow, endAttempt } from "#lib/videos/attempts.ts";
import { type ChosenPlan, choosePlan, deadlineOf } from "#lib/videos/choose-plan.ts";
import { requestOf } from "#lib/videos/plan-for.ts";
import { moveToModel } from "#lib/videos/take-over.ts";
import { transition, type VideoRow } from "#lib/videos/transition.ts";

export type Subject = { decision: typeof decisions.$inferSelect; attempt: AttemptRow; video: VideoRow };

const codes: Record<DecisionReason, FailureCode> = {
  unknown_submission: "submit_ambiguous",
  lost_job: "job_lost",
  silent_vendor: "provider_timeout",
  output_refused: "output_refused",
};

async function end(ctx: Context, { attempt, decision }: Subject, costMicros: number): Promise<FailureCode> {
  const code = codes[decision.reason];
  const failure = { kind: "unknown" as const, code, message: "An admin wrote the take off." };
  await endAttempt(ctx, attempt.id, { state: "written_off", failure, costMicros });
  return code;
}

/** Ends the take at what the vendor took for it, micro-USD; a video that waits for it fails. */
export async function writeOff(
  ctx: Context,
  admin: User,
  subject: Subject,
  chargedMicros: number,
): Promise<void> {
  const { video, decision } = subject;
  const errorCode = await end(ctx, subject, chargedMicros);
  if (!isActive(video.status)) return;
  await transition(ctx, video.id, {
    event: "failed",
    cause: decision.id,
    message: `${failureCopy[errorCode].text} ${admin.name} wrote the take off.`,
    errorCode,
  });
}

async function planWithin(ctx: Context, video: VideoRow, priceMaxMicros: number): Promise<ChosenPlan> {
  try {
    return await choosePlan(ctx, { ...(await requestOf(ctx, video)), priceMaxMicros });
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal("conflict", `It cannot be sent again. ${error.message}`);
    throw error;
  }
}

/**
 * Ends the take and lets its video wait for one more, planned anew under the ceiling: the admin's, or the owner's own
 * where that is lower. What the vendor may still charge for the old take is booked when it is told.
 */
export async function resubmit(
  ctx: Context,
  admin: User,
  subject: Subject,
  priceMaxMicros: number,
): Promise<void> {
  const { video, decision } = subject;
  const ceiling = Math.min(priceMaxMicros, video.priceMaxMicros ?? priceMaxMicros);
  const { plan, first, standIn } = await planWithin(ctx, video, ceiling);
  await end(ctx, subject, 0);
  await ctx.db
    .update(videos)
    .set({ priceMaxMicros: ceiling, deadlineAt: deadlineOf(plan, ctx.now()) })
    .where(eq(videos.id, video.id));
  await moveToModel(ctx, video, { step: first, plan });
  const words = `${admin.name} lets it be sent again, for at most ${dollars(ceiling)}`;
  await transition(ctx, video.id, {
    event: "retried",
    cause: decision.id,
    message: standIn ? `${words}. ${standIn}` : words,
  });
}

import { eq } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { failpoint } from "#lib/failpoint.ts";
import { adoptAttempt } from "./adopt-attempt.ts";
import { type AttemptRow, endAttempt, isFollowed } from "./attempts.ts";
import { claimTurn } from "./claim-look.ts";
import { noteFinding } from "./findings.ts";
import { leaseLeft, takeUp } from "./lease.ts";
import { openDecision, openDecisionOf } from "./open-decision.ts";
import { type Evidence, findEvidence, type Search, searchOf } from "./search-job.ts";
import { lockVideo } from "./transition.ts";

/**
 * `found`: the vendor has the job and it is followed. `unknown`: look again after so many seconds, or when a callback
 * comes. `none`: it is over, and its video may go on. `decision`: an admin is asked. `over`: it had ended already.
 */
export type Resolved =
  | { kind: "found" }
  | { kind: "unknown"; seconds: number }
  | { kind: "none"; failure: Failure }
  | { kind: "decision" }
  | { kind: "over" };

const lookSecondsMin = 2;
const lookSecondsMax = 60;

const lostAnswer: Failure = {
  kind: "ambiguous",
  code: "submit_ambiguous",
  message: "The answer to the submission was lost and the vendor knows no such job.",
};

/** Free work may be repeated: whatever became of it, it costs nothing. */
const lostFreeAnswer: Failure = {
  kind: "transient",
  code: "provider_unavailable",
  message: "The answer to the submission was lost; it costs nothing to send it again.",
};

/** Seconds until the next look: brisk at first, calmer with the attempt's age, and once exactly at its deadline. */
export function searchDelaySeconds(
  { createdAt, deadlineAt }: Pick<AttemptRow, "createdAt" | "deadlineAt">,
  now: Date,
): number {
  const ageSeconds = (now.getTime() - createdAt.getTime()) / 1000;
  const leftSeconds = Math.max(0, (deadlineAt.getTime() - now.getTime()) / 1000);
  const calm = Math.min(lookSecondsMax, Math.max(lookSecondsMin, ageSeconds / 4));
  return Math.max(lookSecondsMin, Math.ceil(Math.min(calm, leftSeconds)));
}

async function follow(
  ctx: Context,
  attempt: AttemptRow,
  evidence: Extract<Evidence, { kind: "found" }>,
): Promise<Resolved | undefined> {
  await failpoint("resolve.found");
  const { operation, by, cause } = evidence;
  const { kind } = await adoptAttempt(ctx, { attemptId: attempt.id, operation, by, cause });
  if (kind === "refused") return undefined;
  return { kind: kind === "over" ? "over" : "found" };
}

function endLost(
  ctx: Context,
  attempt: AttemptRow,
  end: { state: "rejected" | "written_off"; failure: Failure; detail: string },
): Promise<Resolved> {
  return transact(ctx, async (inner): Promise<Resolved> => {
    await lockVideo(inner, attempt.videoId);
    const [current] = await inner.db.select().from(attempts).where(eq(attempts.id, attempt.id)).for("update");
    if (current && isFollowed(current)) return { kind: "found" };
    if (!(await endAttempt(inner, attempt.id, end))) return { kind: "over" };
    const { detail } = end;
    await noteFinding(inner, { attemptId: attempt.id, kind: "searched", cause: "deadline", detail });
    return { kind: "none", failure: end.failure };
  });
}

/** What follows at the attempt's deadline, when nothing was found. */
async function giveUp(ctx: Context, attempt: AttemptRow, vendorHasNone: boolean): Promise<Resolved> {
  if (vendorHasNone)
    return endLost(ctx, attempt, {
      state: "rejected",
      failure: lostAnswer,
      detail: "Until its deadline the vendor's list held no such job, so nothing was charged.",
    });
  if (attempt.priceMicros === 0)
    return endLost(ctx, attempt, {
      state: "written_off",
      failure: lostFreeAnswer,
      detail: "Not found until its deadline; it cost nothing.",
    });
  const opened = await openDecision(ctx, { attemptId: attempt.id, reason: "unknown_submission" });
  return { kind: opened ? "decision" : "over" };
}

async function search(ctx: Context, subject: Search): Promise<Resolved> {
  const { attempt } = subject;
  const isLate = ctx.now() >= attempt.deadlineAt;
  const evidence = await findEvidence(ctx, subject);
  if (evidence.kind === "found") {
    const followed = await follow(ctx, attempt, evidence);
    if (followed) return followed;
  }
  if (evidence.kind === "refused")
    return endLost(ctx, attempt, {
      state: "rejected",
      failure: evidence.failure,
      detail: "Asked again under the same key, the vendor refused the request as such: it was never taken.",
    });
  if (isLate) return giveUp(ctx, attempt, evidence.kind === "none");
  return { kind: "unknown", seconds: searchDelaySeconds(attempt, ctx.now()) };
}

/**
 * Finds out what became of a submission whose answer was lost: by sending it again under its key where the vendor
 * promises to know that, by its callbacks, by the vendor's list. Never sends it again otherwise. Until the attempt's
 * deadline an absence proves nothing; then the list's "no such job" ends it at no cost, and without a list an admin
 * decides; what is found even then makes the decision needless. Safe to call at any time, by any process: no two begin
 * to look within two seconds.
 */
export async function resolveAttempt(ctx: Context, { attemptId }: { attemptId: string }): Promise<Resolved> {
  requireSystem(ctx);
  const subject = await searchOf(ctx, attemptId);
  const { attempt } = subject;
  if (isFollowed(attempt)) return { kind: "found" };
  if (attempt.state === "intent") {
    const held = leaseLeft(attempt, ctx.now());
    if (held > 0) return { kind: "unknown", seconds: held };
    const taken = await takeUp(ctx, attempt);
    if (!taken) return { kind: "unknown", seconds: lookSecondsMin };
    return search(ctx, { ...subject, attempt: taken });
  }
  if (attempt.state !== "ambiguous") return { kind: "over" };
  if (!(await claimTurn(ctx, attempt, lookSecondsMin)))
    return (await openDecisionOf(ctx, attemptId))
      ? { kind: "decision" }
      : { kind: "unknown", seconds: lookSecondsMin };
  return search(ctx, subject);
}

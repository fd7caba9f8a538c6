import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure, FailureCode, FailureKind } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { failpoint } from "#lib/failpoint.ts";
import { isDatabaseLost } from "#lib/fault.ts";
import { log } from "#lib/log.ts";
import type { SubmitOutcome } from "#lib/providers/types.ts";
import { type AttemptRow, isFollowed } from "./attempts.ts";
import { endAccepted, endRefused, endUnanswered } from "./end-submission.ts";
import { holdLease, leaseSeconds, renewLease } from "./lease.ts";
import { type Opened, openAttempt } from "./open-attempt.ts";
import { openDecisionOf } from "./open-decision.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { resolveAttempt, searchDelaySeconds } from "./resolve-attempt.ts";
import { type Search, searchOf } from "./search-job.ts";
import { submitRequestFor } from "./submit-request.ts";
import { toldFailure } from "./told-failure.ts";

/**
 * `wait`: call again after so many seconds, the vendor's gate lets nothing pass. `unanswered`: so too, or as soon as a
 * callback of the attempt comes. `decision`: an admin is asked, and whoever decides starts it again. `unchecked`: the
 * safety check comes first.
 */
export type Submitted =
  | { kind: "accepted"; attemptId: string; pollIntervalSeconds: number }
  | { kind: "failed"; attemptId: string; failure: Failure }
  | { kind: "wait"; seconds: number }
  | { kind: "unanswered"; attemptId: string; seconds: number }
  | { kind: "decision"; attemptId: string }
  | { kind: "unchecked" }
  | { kind: "over" };

const acceptedBy = (card: ModelCard, attemptId: string): Submitted => ({
  kind: "accepted",
  attemptId,
  pollIntervalSeconds: card.pollIntervalSeconds,
});

const unready: Failure = {
  kind: "unknown",
  code: "internal",
  message: "The request could not be put together; nothing was sent.",
};

const kinds: Partial<Record<FailureCode, FailureKind>> = {
  provider_rejected_input: "invalid",
  provider_refused_policy: "policy",
  provider_quota: "quota",
  provider_auth: "auth",
  provider_unavailable: "transient",
  submit_ambiguous: "ambiguous",
};

/** Why a take ended before it was taken, for a run that finds it ended and its video not moved on. */
const endOf = ({ id, failureCode }: AttemptRow): Submitted => {
  const code = failureCode ?? "internal";
  const failure = {
    kind: kinds[code] ?? "unknown",
    code,
    message: "The take ended before this run went on.",
  };
  return { kind: "failed", attemptId: id, failure };
};

/**
 * Sends a new attempt, once; undefined where it was taken up meanwhile, for instance while this process was stopped. A
 * request that cannot be put together was certainly not sent.
 */
async function send(ctx: Context, subject: Search): Promise<SubmitOutcome | undefined> {
  const { attempt, provider } = subject;
  let isPassing = false;
  const request = await submitRequestFor(ctx, subject).catch((error: unknown) => {
    isPassing = isDatabaseLost(error);
    log("videos").error({ attemptId: attempt.id, err: error }, "a request could not be put together");
  });
  if (!request) return { kind: "refused", failure: isPassing ? { ...unready, kind: "transient" } : unready };
  return (await renewLease(ctx, attempt)) ? provider.submit(request) : undefined;
}

async function submitNew(ctx: Context, subject: Search): Promise<Submitted> {
  const { attempt, card, provider } = subject;
  const { id: attemptId } = attempt;
  await failpoint("submit.stored");
  const outcome = await holdLease(ctx, attempt, () => send(ctx, subject));
  await failpoint("submit.sent");
  if (!outcome) return { kind: "wait", seconds: 1 };
  if (outcome.kind === "accepted") {
    const { operation } = outcome;
    const ended = await endAccepted(ctx, attempt, card, { operation, jobId: provider.jobIdOf(operation) });
    if (ended === "followed") return acceptedBy(card, attemptId);
    if (ended === "contradicted") return { kind: "wait", seconds: leaseSeconds };
    await releaseAttempt(ctx, { attemptId, operation });
    return { kind: "over" };
  }
  const failure = await toldFailure(ctx, attempt.videoId, outcome.failure);
  if (failure.kind === "ambiguous") {
    log("videos").warn({ attemptId, why: failure.message }, "an answer was lost");
    await endUnanswered(ctx, attempt, failure);
    return { kind: "unanswered", attemptId, seconds: searchDelaySeconds(attempt, ctx.now()) };
  }
  const ended = await endRefused(ctx, attempt, failure);
  return ended === "followed" ? acceptedBy(card, attemptId) : { kind: "failed", attemptId, failure };
}

async function takeUpAgain(ctx: Context, { attempt, video }: Opened): Promise<Submitted> {
  const { id: attemptId } = attempt;
  const { card } = await searchOf(ctx, attemptId);
  if (video.waitingFor === "decision" && (await openDecisionOf(ctx, attemptId)))
    return { kind: "decision", attemptId };
  if (isFollowed(attempt)) return acceptedBy(card, attemptId);
  const resolved = await resolveAttempt(ctx, { attemptId });
  switch (resolved.kind) {
    case "found":
      return acceptedBy(card, attemptId);
    case "unknown":
      return { kind: "unanswered", attemptId, seconds: resolved.seconds };
    case "none":
      return { kind: "failed", attemptId, failure: resolved.failure };
    case "decision":
      return { kind: "decision", attemptId };
    case "over":
      return { kind: "wait", seconds: 1 };
  }
}

/**
 * Submits the video's current round to its vendor, at most one live job at a time; safe to call again after a crash,
 * by any process. What was sent and not answered is looked for, and never sent again by itself.
 */
export async function submitVideo(
  ctx: Context,
  { videoId, round }: { videoId: string; round: number },
): Promise<Submitted> {
  requireSystem(ctx);
  const opening = await openAttempt(ctx, { videoId, round });
  if (opening.kind === "ended") return endOf(opening.attempt);
  if (opening.kind !== "opened") return opening;
  if (!opening.isNew) return takeUpAgain(ctx, opening);
  return submitNew(ctx, { ...(await searchOf(ctx, opening.attempt.id)), attempt: opening.attempt });
}

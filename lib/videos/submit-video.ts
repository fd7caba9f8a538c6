import { and, eq, inArray } from "drizzle-orm";
import { attempts } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Operation, Provider, SubmitOutcome } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import type { AttemptRow } from "./attempts.ts";
import { type Opened, openAttempt } from "./open-attempt.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { submitRequestFor } from "./submit-request.ts";
import { lockVideo, transition } from "./transition.ts";

/** `unchecked`: the safety check comes first. `wait`: the vendor's gate lets nothing pass for so many seconds. */
export type Submitted =
  | { kind: "accepted"; attemptId: string; pollIntervalSeconds: number }
  | { kind: "failed"; attemptId: string; failure: Failure }
  | { kind: "wait"; seconds: number }
  | { kind: "unchecked" }
  | { kind: "over" };

function partsFor(
  ctx: Context,
  { model, provider: name }: AttemptRow,
): { card: ModelCard; provider: Provider } {
  const card = cardOf(model);
  const provider = ctx.parts.providers.get(name);
  if (!card || !provider) throw new Error(`no provider serves the model ${model}`);
  return { card, provider };
}

const acceptedBy = (card: ModelCard, attemptId: string): Submitted => ({
  kind: "accepted",
  attemptId,
  pollIntervalSeconds: card.pollIntervalSeconds,
});

/** Notes the vendor's yes. A video canceled meanwhile is `over`, and its job is the caller's to take back. */
function acceptAttempt(
  ctx: Context,
  attempt: AttemptRow,
  card: ModelCard,
  operation: Operation,
): Promise<Submitted> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, attempt.videoId);
    await inner.db
      .update(attempts)
      .set({ state: "accepted", operation, acceptedAt: inner.now() })
      .where(and(eq(attempts.id, attempt.id), inArray(attempts.state, ["intent", "ambiguous"])));
    await recordOutcome(inner, card.provider, { kind: "accepted", attemptId: attempt.id });
    if (video.status === "submitted")
      await transition(inner, video.id, {
        event: "accepted",
        cause: attempt.id,
        message: `${card.name} took the job`,
      });
    else if (video.status !== "processing") return { kind: "over" };
    return acceptedBy(card, attempt.id);
  });
}

const lost: Failure = {
  kind: "ambiguous",
  code: "submit_ambiguous",
  message: "The answer to the submission was lost and the vendor knows no such job.",
};

const unready: Failure = {
  kind: "unknown",
  code: "internal",
  message: "The request could not be put together; nothing was sent.",
};

/**
 * Sends a new attempt; one whose answer was lost is sent again only where the vendor promises to know it. A request
 * that cannot be put together was certainly not sent.
 */
async function send(
  ctx: Context,
  provider: Provider,
  card: ModelCard,
  { attempt, video, isNew }: Opened,
): Promise<SubmitOutcome> {
  if (isNew || card.idempotentSubmit) {
    const request = await submitRequestFor(ctx, { attempt, video, card, provider }).catch(
      (error: unknown) => {
        log("videos").error({ attemptId: attempt.id, err: error }, "a request could not be put together");
      },
    );
    return request ? provider.submit(request) : { kind: "refused", failure: unready };
  }
  const found = await provider.findByToken?.(attempt.id);
  return found ?? { kind: "refused", failure: lost };
}

/**
 * Submits the video's current round to its vendor, at most one live job at a time; safe to call again after a crash.
 * A lost answer of a vendor with idempotent submits throws, so that the same attempt is sent once more.
 */
export async function submitVideo(
  ctx: Context,
  { videoId, round }: { videoId: string; round: number },
): Promise<Submitted> {
  requireSystem(ctx);
  const opening = await openAttempt(ctx, { videoId, round });
  if (opening.kind !== "opened") return opening;
  const { attempt } = opening;
  const { card, provider } = partsFor(ctx, attempt);
  if (attempt.state === "accepted") return acceptedBy(card, attempt.id);
  if (attempt.state === "ambiguous") return { kind: "failed", attemptId: attempt.id, failure: lost };
  const outcome = await send(ctx, provider, card, opening);
  if (outcome.kind === "accepted") {
    const accepted = await acceptAttempt(ctx, attempt, card, outcome.operation);
    if (accepted.kind === "over")
      await releaseAttempt(ctx, { attemptId: attempt.id, operation: outcome.operation });
    return accepted;
  }
  if (outcome.failure.kind === "ambiguous" && card.idempotentSubmit) {
    await recordOutcome(ctx, provider.name, { kind: "silent" });
    throw new Error(
      `${card.name} did not answer the submission of ${attempt.id}: ${outcome.failure.message}`,
    );
  }
  return { kind: "failed", attemptId: attempt.id, failure: outcome.failure };
}

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

/**
 * `unchecked`: the safety check comes first. `wait`: call again after so many seconds; the vendor's gate lets nothing
 * pass, or a lost answer is looked for.
 */
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

/** Longer than any submission may take to be answered, so that nobody gives up a call that is still under way. */
const searchSecondsMax = 150;

async function lookUp(provider: Provider, attempt: AttemptRow): Promise<SubmitOutcome> {
  try {
    const found = await provider.findByToken?.(attempt.id);
    if (found) return found;
  } catch (error) {
    log("videos").warn(
      { attemptId: attempt.id, err: error },
      "the vendor did not say whether it has the job",
    );
  }
  return { kind: "refused", failure: lost };
}

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
  if (!isNew && !card.idempotentSubmit) return lookUp(provider, attempt);
  const request = await submitRequestFor(ctx, { attempt, video, card, provider }).catch((error: unknown) => {
    log("videos").error({ attemptId: attempt.id, err: error }, "a request could not be put together");
  });
  if (!request) return { kind: "refused", failure: unready };
  const outcome = await provider.submit(request);
  if (outcome.kind === "refused" && outcome.failure.kind === "ambiguous")
    log("videos").warn({ attemptId: attempt.id, why: outcome.failure.message }, "an answer was lost");
  return outcome;
}

/** Seconds until a lost answer is looked for again; undefined once that is given up, or where it cannot be found. */
function searchAgainIn(
  { attempt, isNew }: Opened,
  card: ModelCard,
  provider: Provider,
  now: Date,
): number | undefined {
  const seconds = (now.getTime() - attempt.createdAt.getTime()) / 1000;
  const isHopeful = !isNew || card.idempotentSubmit || provider.findByToken !== undefined;
  return isHopeful && seconds < searchSecondsMax ? Math.ceil(Math.min(30, Math.max(2, seconds))) : undefined;
}

/**
 * Submits the video's current round to its vendor, at most one live job at a time; safe to call again after a crash.
 * A lost answer waits: the next call looks for the job at the vendor, or sends the same attempt again to one that
 * promises to know it.
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
  const again =
    outcome.failure.kind === "ambiguous" ? searchAgainIn(opening, card, provider, ctx.now()) : undefined;
  if (again !== undefined) {
    if (opening.isNew || card.idempotentSubmit) await recordOutcome(ctx, provider.name, { kind: "silent" });
    return { kind: "wait", seconds: again };
  }
  return { kind: "failed", attemptId: attempt.id, failure: outcome.failure };
}

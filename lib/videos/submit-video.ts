import { createHash } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import { assets, attempts, videoSources } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { newId } from "#lib/ids.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Operation, Provider, SubmitOutcome, SubmitRequest } from "#lib/providers/types.ts";
import { type AttemptRow, lastAttempt, liveAttempt } from "./attempts.ts";
import { readPrompt } from "./prompts.ts";
import { releaseAttempt } from "./release-attempt.ts";
import { lockVideo, transition, type VideoRow } from "./transition.ts";

export type Submitted =
  | { kind: "accepted"; attemptId: string }
  | { kind: "failed"; attemptId: string; failure: Failure }
  | { kind: "over" };

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Keyed and unguessable, yet the same each time: a repeated submit names the same callback. */
const callbackToken = (ctx: Context, attemptId: string): string =>
  ctx.parts.sealer.hash(`callback/${attemptId}`);

function partsFor(ctx: Context, video: VideoRow): { card: ModelCard; provider: Provider } {
  const card = cardOf(video.model);
  const provider = card && ctx.parts.providers.get(card.provider);
  if (!card || !provider) throw new Error(`no provider serves the model ${video.model}`);
  return { card, provider };
}

type Opened = { attempt: AttemptRow; video: VideoRow; isNew: boolean };

/** Commits the row of a new attempt before anything is sent; an open one of a crashed submit is taken up again. */
function openAttempt(ctx: Context, videoId: string, round: number): Promise<Opened | undefined> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, videoId);
    if (video.round !== round) return undefined;
    const live = await liveAttempt(inner, videoId);
    if (live) return { attempt: live, video, isNew: false };
    if (video.status !== "queued" && video.status !== "retrying") return undefined;
    const { card } = partsFor(inner, video);
    const id = newId("attempt");
    const [attempt] = await inner.db
      .insert(attempts)
      .values({
        id,
        videoId,
        number: ((await lastAttempt(inner, videoId))?.number ?? 0) + 1,
        round,
        provider: card.provider,
        model: card.id,
        state: "intent",
        tokenHash: hashToken(callbackToken(inner, id)),
        deadlineAt: new Date(inner.now().getTime() + card.deadlineSeconds * 1000),
      })
      .returning();
    if (!attempt) throw new Error("the attempt was not stored");
    const moved = await transition(inner, videoId, {
      event: "claimed",
      cause: attempt.id,
      message: `Take ${attempt.number}: handed to ${card.name}`,
    });
    return { attempt, video: moved.video, isNew: true };
  });
}

async function requestFor(ctx: Context, { attempt, video }: Opened): Promise<SubmitRequest> {
  const prompt = await readPrompt(ctx, video.id);
  if (!prompt) throw new Error(`the prompt of ${video.id} is gone`);
  const sources = await ctx.db
    .select({ storageKey: assets.storageKey, mimeType: assets.mimeType })
    .from(videoSources)
    .innerJoin(assets, eq(assets.id, videoSources.assetId))
    .where(eq(videoSources.videoId, video.id))
    .orderBy(asc(videoSources.position));
  return {
    attemptId: attempt.id,
    model: attempt.model,
    prompt: prompt.text,
    negativePrompt: prompt.negative ?? undefined,
    width: video.width,
    height: video.height,
    durationSeconds: video.durationSeconds,
    seed: video.seed,
    sourceUrls: sources.map((source) => ctx.parts.links.signAbsolute(source, ctx.now()).url),
    callbackUrl: `${ctx.parts.appUrl}/api/webhooks/${attempt.provider}?attempt=${callbackToken(ctx, attempt.id)}`,
  };
}

/** Notes the vendor's yes. A video canceled meanwhile is `over`, and its job is the caller's to take back. */
function acceptAttempt(ctx: Context, attempt: AttemptRow, operation: Operation): Promise<Submitted> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, attempt.videoId);
    await inner.db
      .update(attempts)
      .set({ state: "accepted", operation, acceptedAt: inner.now() })
      .where(and(eq(attempts.id, attempt.id), inArray(attempts.state, ["intent", "ambiguous"])));
    if (video.status === "submitted") {
      const name = cardOf(attempt.model)?.name ?? attempt.model;
      await transition(inner, video.id, {
        event: "accepted",
        cause: attempt.id,
        message: `${name} took the job`,
      });
    } else if (video.status !== "processing") return { kind: "over" };
    return { kind: "accepted", attemptId: attempt.id };
  });
}

const lost: Failure = {
  kind: "ambiguous",
  code: "submit_ambiguous",
  message: "The answer to the submission was lost and the vendor knows no such job.",
};

/** Sends a new attempt; one whose answer was lost is sent again only where the vendor promises to know it. */
async function send(
  provider: Provider,
  card: ModelCard,
  opened: Opened,
  request: SubmitRequest,
): Promise<SubmitOutcome> {
  if (opened.isNew || card.idempotentSubmit) return provider.submit(request);
  const found = await provider.findByToken?.(opened.attempt.id);
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
  const opened = await openAttempt(ctx, videoId, round);
  if (!opened) return { kind: "over" };
  const { attempt, video } = opened;
  if (attempt.state === "accepted") return { kind: "accepted", attemptId: attempt.id };
  if (attempt.state === "ambiguous") return { kind: "failed", attemptId: attempt.id, failure: lost };
  const { card, provider } = partsFor(ctx, video);
  const request = await requestFor(ctx, opened);
  const outcome = await send(provider, card, opened, request);
  if (outcome.kind === "accepted") {
    const accepted = await acceptAttempt(ctx, attempt, outcome.operation);
    if (accepted.kind === "over")
      await releaseAttempt(ctx, { attemptId: attempt.id, operation: outcome.operation });
    return accepted;
  }
  if (outcome.failure.kind === "ambiguous" && card.idempotentSubmit)
    throw new Error(
      `${card.name} did not answer the submission of ${attempt.id}: ${outcome.failure.message}`,
    );
  return { kind: "failed", attemptId: attempt.id, failure: outcome.failure };
}

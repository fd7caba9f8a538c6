import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { attempts, videos, webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Operation, Provider } from "#lib/providers/types.ts";
import type { Evidence as EvidenceKind } from "./adopt-attempt.ts";
import type { AttemptRow } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { isHint } from "./receipts.ts";
import { submitRequestFor } from "./submit-request.ts";
import type { VideoRow } from "./transition.ts";

export type Search = { attempt: AttemptRow; video: VideoRow; card: ModelCard; provider: Provider };

/** `none`: the vendor's list was read and does not hold the job. `refused`: proof that it was never taken. */
export type Evidence =
  | { kind: "found"; operation: Operation; by: EvidenceKind; cause: string }
  | { kind: "refused"; failure: Failure }
  | { kind: "none" }
  | { kind: "silence" };

const receiptsMax = 20;
const recordSchema = z.record(z.string(), z.unknown());
const silence: Evidence = { kind: "silence" };

/** An attempt with all that is needed to look for its job. Throws where its model or vendor is gone. */
export async function searchOf(ctx: Context, attemptId: string): Promise<Search> {
  const [row] = await ctx.db
    .select({ attempt: attempts, video: videos })
    .from(attempts)
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(eq(attempts.id, attemptId));
  const provider = row && ctx.parts.providers.get(row.attempt.provider);
  const card = row && cardOf(row.attempt.model);
  if (!row || !provider || !card)
    throw new Error(`the attempt ${attemptId}, its model or its vendor is gone`);
  return { ...row, card, provider };
}

const warn = (attempt: AttemptRow, error: unknown, message: string) =>
  log("videos").warn({ attemptId: attempt.id, err: error }, message);

/**
 * Sends the same attempt again to a vendor that promises to know it. Only a refusal of the request itself proves that
 * it was never taken: a limit or an empty account of now says nothing about then.
 */
async function askByKey(ctx: Context, subject: Search): Promise<Evidence> {
  const { attempt, video, card, provider } = subject;
  if (!card.idempotentSubmit || video.status !== "submitted" || video.round !== attempt.round) return silence;
  try {
    const outcome = await provider.submit(await submitRequestFor(ctx, subject));
    if (outcome.kind === "accepted")
      return { ...outcome, kind: "found", by: "idempotency_key", cause: attempt.id };
    const { failure } = outcome;
    return failure.kind === "invalid" || failure.kind === "policy" ? { kind: "refused", failure } : silence;
  } catch (error) {
    warn(attempt, error, "a submission could not be asked for again by its key");
    return silence;
  }
}

/** The job that a callback of this attempt names; a hint's only where the vendor itself knows that job. */
async function readCallbacks(ctx: Context, { attempt, card, provider }: Search): Promise<Evidence> {
  const receipts = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attempt.id), eq(webhookReceipts.provider, attempt.provider)))
    .orderBy(asc(webhookReceipts.receivedAt))
    .limit(receiptsMax);
  for (const { id, jobId: told, payload, verifiedBy } of receipts) {
    const jobId = told ?? provider.jobOf?.(recordSchema.parse(payload));
    const operation = jobId === undefined ? undefined : provider.operationFor(jobId, card);
    if (!operation) continue;
    try {
      const isKnown = !isHint({ verifiedBy }) || (await provider.observe(operation)).kind !== "missing";
      if (isKnown) return { kind: "found", operation, by: "callback", cause: id };
    } catch (error) {
      warn(attempt, error, "an unsigned callback names a job, and the vendor does not say whether it exists");
    }
  }
  return silence;
}

async function readHistory({ attempt, provider }: Search): Promise<Evidence> {
  if (!provider.findByToken) return silence;
  try {
    const found = await provider.findByToken(attempt.id);
    if (!found) return { kind: "none" };
    if (found.kind === "refused") return { kind: "refused", failure: found.failure };
    return { kind: "found", operation: found.operation, by: "history", cause: attempt.id };
  } catch (error) {
    warn(attempt, error, "the vendor did not say whether it has the job");
    return silence;
  }
}

const searched = (ctx: Context, attemptId: string, cause: string, detail: string) =>
  noteFinding(ctx, { attemptId, kind: "searched", cause, detail });

/** Looks for the job in the order in which evidence is worth most; nothing is sent but under the attempt's own key. */
export async function findEvidence(ctx: Context, subject: Search): Promise<Evidence> {
  const { attempt } = subject;
  const byKey = await askByKey(ctx, subject);
  if (byKey.kind !== "silence") return byKey;
  const byCallback = await readCallbacks(ctx, subject);
  if (byCallback.kind === "found") return byCallback;
  const byHistory = await readHistory(subject);
  if (byHistory.kind === "none")
    await searched(ctx, attempt.id, "history", "The vendor's list was searched: no such job so far.");
  return byHistory;
}

import { and, eq, isNull } from "drizzle-orm";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { failpoint } from "#lib/failpoint.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Operation, Provider } from "#lib/providers/types.ts";
import { adoptAttempt } from "#lib/videos/adopt-attempt.ts";
import { type AttemptRow, isFollowed } from "#lib/videos/attempts.ts";
import { isHint, markApplied, type ReceiptRow } from "#lib/videos/receipts.ts";
import { reportLate } from "./report-late.ts";

/**
 * `adopted`: it named the job of an attempt whose answer was missing. `left`: for the next look at a followed job.
 * `late`: the attempt had ended. `waiting`: nothing can be done with it yet. `done`: it had been applied, or is gone.
 */
export type Applied = { kind: "adopted" | "left" | "late" | "waiting" | "orphan" | "done" };

async function readReceiptRow(ctx: Context, receiptId: string): Promise<ReceiptRow | undefined> {
  const [receipt] = await ctx.db.select().from(webhookReceipts).where(eq(webhookReceipts.id, receiptId));
  return receipt;
}

/** An orphan belongs to the attempt that has meanwhile got the job it speaks of; then its run is told. */
async function matchOrphan(
  ctx: Context,
  { id, provider, jobId }: ReceiptRow,
): Promise<AttemptRow | undefined> {
  if (jobId === null) return undefined;
  const [attempt] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.provider, provider), eq(attempts.jobId, jobId)));
  if (!attempt) return undefined;
  await ctx.db
    .update(webhookReceipts)
    .set({ attemptId: attempt.id })
    .where(and(eq(webhookReceipts.id, id), isNull(webhookReceipts.attemptId)));
  ctx.parts.announcer.receiptStored({ id, videoId: attempt.videoId, attemptId: attempt.id });
  return attempt;
}

async function attemptOf(ctx: Context, receipt: ReceiptRow): Promise<AttemptRow | undefined> {
  if (receipt.attemptId === null) return matchOrphan(ctx, receipt);
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, receipt.attemptId));
  return attempt;
}

/** The job that a callback names for an attempt which has none; a hint's only when the vendor itself knows the job. */
async function provenJob(
  provider: Provider,
  attempt: AttemptRow,
  receipt: ReceiptRow,
): Promise<Operation | undefined> {
  const card = cardOf(attempt.model);
  const operation = receipt.jobId !== null && card ? provider.operationFor(receipt.jobId, card) : undefined;
  if (!operation || !isHint(receipt)) return operation;
  const seen = await provider.observe(operation);
  return seen.kind === "missing" ? undefined : operation;
}

async function adoptBy(
  ctx: Context,
  provider: Provider,
  attempt: AttemptRow,
  receipt: ReceiptRow,
): Promise<Applied> {
  const operation = await provenJob(provider, attempt, receipt);
  if (!operation) return { kind: "waiting" };
  const cause = `receipt ${receipt.id}`;
  const { kind } = await adoptAttempt(ctx, { attemptId: attempt.id, operation, by: "callback", cause });
  if (kind === "over") return { kind: "waiting" };
  if (kind !== "refused") return { kind: "adopted" };
  await markApplied(ctx, [receipt.id]);
  return { kind: "done" };
}

/** What was used while its take was live has had its effect, whatever the take came to afterwards. */
const isUsed = ({ appliedAt }: ReceiptRow, { endedAt }: AttemptRow): boolean =>
  appliedAt !== null && endedAt !== null && appliedAt <= endedAt;

/** The step itself, whether or not it was done before: doing it again changes nothing. */
export async function applyAgain(ctx: Context, receipt: ReceiptRow): Promise<Applied> {
  const attempt = await attemptOf(ctx, receipt);
  if (!attempt) return { kind: "orphan" };
  const provider = ctx.parts.providers.get(receipt.provider);
  if (!provider) return { kind: "waiting" };
  if (isFollowed(attempt)) return { kind: "left" };
  if (attempt.state === "intent" || attempt.state === "ambiguous")
    return adoptBy(ctx, provider, attempt, receipt);
  if (isUsed(receipt, attempt)) return { kind: "done" };
  await reportLate(ctx, { provider, attempt, receipt, findJob: () => provenJob(provider, attempt, receipt) });
  return { kind: "late" };
}

/**
 * Applies a stored callback, once and in any order: it finds the job of an attempt whose answer was lost, waits for the
 * next look at one that is followed, and is a late report about one that has ended. Throws where the vendor has to be
 * asked and does not answer; then it is tried again.
 */
export async function applyReceipt(ctx: Context, { receiptId }: { receiptId: string }): Promise<Applied> {
  requireSystem(ctx);
  const receipt = await readReceiptRow(ctx, receiptId);
  if (!receipt || receipt.appliedAt !== null) return { kind: "done" };
  const applied = await applyAgain(ctx, receipt);
  await failpoint("receipt.applied");
  return applied;
}

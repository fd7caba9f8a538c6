import { and, asc, desc, eq, inArray, isNull, notInArray } from "drizzle-orm";
import { z } from "zod";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Observation, Operation, Provider } from "#lib/providers/types.ts";
import { type AttemptRow, operationOf } from "./attempts.ts";
import { noteFinding } from "./findings.ts";

export type ReceiptRow = typeof webhookReceipts.$inferSelect;

const payloadSchema = z.record(z.string(), z.unknown());
const rereadMax = 10;

/** Nobody vouches for what these say: no signature at all, or a token that does not cover the body. */
export const hints = ["unsigned", "jwt"];
export const isHint = ({ verifiedBy }: Pick<ReceiptRow, "verifiedBy">): boolean => hints.includes(verifiedBy);

/** What a stored callback says about a job; hints, unreadable and foreign ones say nothing. */
export function readReceipt(
  provider: Provider,
  operation: Operation,
  receipt: ReceiptRow,
): Observation | undefined {
  if (isHint(receipt)) return undefined;
  try {
    return provider.readWebhook?.(payloadSchema.parse(receipt.payload), operation);
  } catch (error) {
    log("videos").warn({ receiptId: receipt.id, err: error }, "a callback says nothing readable");
    return undefined;
  }
}

/** Each receipt is applied once: one that already is stays as it was. */
export async function markApplied(ctx: Context, receiptIds: readonly string[]): Promise<void> {
  if (receiptIds.length === 0) return;
  await ctx.db
    .update(webhookReceipts)
    .set({ appliedAt: ctx.now() })
    .where(and(inArray(webhookReceipts.id, [...receiptIds]), isNull(webhookReceipts.appliedAt)));
}

const isEnd = ({ kind }: Observation): boolean => kind !== "pending";

/**
 * What the unused receipts of a followed attempt say, in whichever order they came: an end before any progress. Where
 * they tell of different ends none is believed, so that the vendor is asked. All of them are marked as applied; hints
 * say nothing and only lead to a look at the vendor.
 */
export async function applyReceipts(
  ctx: Context,
  provider: Provider,
  attempt: AttemptRow,
): Promise<Observation | undefined> {
  const unused = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attempt.id), isNull(webhookReceipts.appliedAt)))
    .orderBy(asc(webhookReceipts.receivedAt));
  const operation = operationOf(attempt);
  const told = unused.flatMap((receipt) => readReceipt(provider, operation, receipt) ?? []);
  await markApplied(
    ctx,
    unused.map(({ id }) => id),
  );
  const ends = told.filter(isEnd);
  const kinds = [...new Set(ends.map(({ kind }) => kind))].sort();
  if (kinds.length <= 1) return ends[0] ?? told.at(-1);
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "contradicted",
    cause: `callbacks ${kinds.join(" and ")}`,
    detail: `Callbacks told of different ends (${kinds.join(" and ")}), so the vendor was asked.`,
  });
  return undefined;
}

type Delivery = Extract<Observation, { kind: "succeeded" }>;

/** The delivery that a signed callback told of, used or not: for when the vendor itself says otherwise or nothing. */
export async function deliveryTold(
  ctx: Context,
  provider: Provider,
  attempt: AttemptRow,
): Promise<Delivery | undefined> {
  const receipts = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attempt.id), notInArray(webhookReceipts.verifiedBy, hints)))
    .orderBy(desc(webhookReceipts.receivedAt))
    .limit(rereadMax);
  const operation = operationOf(attempt);
  for (const receipt of receipts) {
    const told = readReceipt(provider, operation, receipt);
    if (told?.kind === "succeeded") return told;
  }
  return undefined;
}

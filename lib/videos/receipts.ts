import { and, asc, desc, eq, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import type { AttemptRow } from "./attempts.ts";

const recordSchema = z.record(z.string(), z.unknown());
const rereadMax = 10;

/** What a stored callback says about the attempt's job; unsigned, unreadable and foreign ones say nothing. */
function readReceipt(
  provider: Provider,
  attempt: AttemptRow,
  receipt: typeof webhookReceipts.$inferSelect,
): Observation | undefined {
  if (receipt.verifiedBy === "unsigned") return undefined;
  try {
    return provider.readWebhook?.(recordSchema.parse(receipt.payload), recordSchema.parse(attempt.operation));
  } catch (error) {
    log("videos").warn({ receiptId: receipt.id, err: error }, "a callback says nothing readable");
    return undefined;
  }
}

/**
 * The newest thing an unused receipt says; all unused receipts of the attempt are marked as applied. Unsigned ones say
 * nothing: they only lead to a look at the vendor.
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
  let last: Observation | undefined;
  for (const receipt of unused) {
    last = readReceipt(provider, attempt, receipt) ?? last;
    await ctx.db
      .update(webhookReceipts)
      .set({ appliedAt: ctx.now() })
      .where(eq(webhookReceipts.id, receipt.id));
  }
  return last;
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
    .where(and(eq(webhookReceipts.attemptId, attempt.id), ne(webhookReceipts.verifiedBy, "unsigned")))
    .orderBy(desc(webhookReceipts.receivedAt))
    .limit(rereadMax);
  for (const receipt of receipts) {
    const told = readReceipt(provider, attempt, receipt);
    if (told?.kind === "succeeded") return told;
  }
  return undefined;
}

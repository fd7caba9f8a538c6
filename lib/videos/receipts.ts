import { and, asc, desc, eq, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import { webhookReceipts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { log } from "#lib/log.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";

const payloadSchema = z.record(z.string(), z.unknown());
const rereadMax = 10;

/** What a stored callback says about its job; unsigned and unreadable ones say nothing. */
function readReceipt(
  provider: Provider,
  receipt: typeof webhookReceipts.$inferSelect,
): Observation | undefined {
  if (receipt.verifiedBy === "unsigned") return undefined;
  try {
    return provider.readWebhook?.(payloadSchema.parse(receipt.payload));
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
  attemptId: string,
): Promise<Observation | undefined> {
  const unused = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attemptId), isNull(webhookReceipts.appliedAt)))
    .orderBy(asc(webhookReceipts.receivedAt));
  let last: Observation | undefined;
  for (const receipt of unused) {
    last = readReceipt(provider, receipt) ?? last;
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
  attemptId: string,
): Promise<Delivery | undefined> {
  const receipts = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attemptId), ne(webhookReceipts.verifiedBy, "unsigned")))
    .orderBy(desc(webhookReceipts.receivedAt))
    .limit(rereadMax);
  for (const receipt of receipts) {
    const told = readReceipt(provider, receipt);
    if (told?.kind === "succeeded") return told;
  }
  return undefined;
}

import { and, eq, sql } from "drizzle-orm";
import { attempts, ledgerEntries, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { LedgerAccount, LedgerMove } from "#lib/contract/ledger.ts";

const accounts: Record<LedgerMove, { debit: LedgerAccount; credit: LedgerAccount }> = {
  reserve: { debit: "available", credit: "reserved" },
  settle: { debit: "reserved", credit: "spent" },
  release: { debit: "reserved", credit: "available" },
  charge: { debit: "available", credit: "spent" },
};

/** Writes one move of an attempt's money; none where there is nothing to move, and each move at most once. */
async function move(ctx: Context, attemptId: string, kind: LedgerMove, amountMicros: number): Promise<void> {
  if (amountMicros <= 0) return;
  const [about] = await ctx.db
    .select({ ownerId: videos.ownerId, provider: attempts.provider })
    .from(attempts)
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(eq(attempts.id, attemptId));
  if (!about) throw new Error(`the attempt ${attemptId} is gone`);
  await ctx.db
    .insert(ledgerEntries)
    .values({ attemptId, ...about, move: kind, ...accounts[kind], amountMicros })
    .onConflictDoNothing();
}

/** Holds what a take may cost, micro-USD, in the transaction that stores its attempt. */
export const reserveTake = (ctx: Context, attemptId: string, priceMicros: number): Promise<void> =>
  move(ctx, attemptId, "reserve", priceMicros);

async function reservedFor(ctx: Context, attemptId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ held: sql<number>`coalesce(sum(${ledgerEntries.amountMicros}), 0)`.mapWith(Number) })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.attemptId, attemptId), eq(ledgerEntries.move, "reserve")));
  return row?.held ?? 0;
}

/**
 * Ends a reservation with what the take came to, micro-USD: that is spent, the rest is free again, and what the vendor
 * took beyond it is charged. In the transaction that ends the attempt.
 */
export async function settleTake(ctx: Context, attemptId: string, costMicros: number): Promise<void> {
  const held = await reservedFor(ctx, attemptId);
  await move(ctx, attemptId, "settle", Math.min(held, costMicros));
  await move(ctx, attemptId, "release", held - costMicros);
  await move(ctx, attemptId, "charge", costMicros - held);
}

/** What a vendor took, micro-USD, for an attempt that had ended at no cost. */
export const chargeLate = (ctx: Context, attemptId: string, costMicros: number): Promise<void> =>
  move(ctx, attemptId, "charge", costMicros);

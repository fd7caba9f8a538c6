import { and, eq, gt, inArray, isNull, ne, notExists, or, sql } from "drizzle-orm";
import { attempts, decisions, vendorGates } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { cards } from "#lib/models/cards.ts";
import { breakerState } from "./breaker.ts";

export type Gate = typeof vendorGates.$inferSelect;

/** `held` says by what, and after how many seconds asking again makes sense. */
export type Admission =
  | { kind: "admitted" }
  | { kind: "held"; by: "breaker" | "balance" | "pause" | "place" | "rate"; seconds: number };

const probeWaitSeconds = 5;
const placeWaitSeconds = 2;
const balanceWaitSeconds = 60;
/** A balance read longer ago says nothing any more: the vendor may be asked again. */
const balanceHoldsMs = 3_600_000;

const secondsUntil = (moment: Date, now: Date): number =>
  Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));

/** What a vendor takes at once over all its models: the most that one of them takes. */
export function vendorLimits(
  provider: string,
  known: readonly ModelCard[] = cards,
): { concurrencyMax: number; submitsPerMinuteMax: number } {
  const own = known.filter((card) => card.provider === provider);
  return {
    concurrencyMax: Math.max(0, ...own.map((card) => card.concurrencyMax)),
    submitsPerMinuteMax: Math.max(0, ...own.map((card) => card.submitsPerMinuteMax)),
  };
}

/** Whether the last reading, or a refusal for money, says that a take of `priceMicros` is not covered. */
export const isBalanceOut = (
  gate: Pick<Gate, "balanceMicros" | "balanceAt">,
  priceMicros: number,
  now: Date,
): boolean =>
  gate.balanceMicros !== null &&
  gate.balanceAt !== null &&
  now.getTime() - gate.balanceAt.getTime() < balanceHoldsMs &&
  gate.balanceMicros < Math.max(1, priceMicros);

/** The vendor's row, made where it is missing and locked for the rest of the transaction. */
export async function lockGate(ctx: Context, provider: string): Promise<Gate> {
  const lock = () =>
    ctx.db.select().from(vendorGates).where(eq(vendorGates.provider, provider)).for("update");
  const [found] = await lock();
  if (found) return found;
  await ctx.db
    .insert(vendorGates)
    .values({ provider, tokens: 1, refilledAt: ctx.now() })
    .onConflictDoNothing();
  const [made] = await lock();
  if (!made) throw new Error(`the gate of ${provider} was not stored`);
  return made;
}

/**
 * Live takes of a vendor by model. One whose answer was lost, or about which an admin is asked, counts until its
 * deadline: it may be running.
 */
async function runningBy(ctx: Context, provider: string): Promise<Map<string, number>> {
  const asked = ctx.db
    .select({ one: sql`1` })
    .from(decisions)
    .where(and(eq(decisions.attemptId, attempts.id), isNull(decisions.decidedAt)));
  const rows = await ctx.db
    .select({ model: attempts.model, count: sql<number>`count(*)`.mapWith(Number) })
    .from(attempts)
    .where(
      and(
        eq(attempts.provider, provider),
        inArray(attempts.state, ["intent", "accepted", "ambiguous", "adopted"]),
        or(gt(attempts.deadlineAt, ctx.now()), and(ne(attempts.state, "ambiguous"), notExists(asked))),
      ),
    )
    .groupBy(attempts.model);
  return new Map(rows.map(({ model, count }) => [model, count]));
}

async function isProbeOut(ctx: Context, gate: Gate): Promise<boolean> {
  if (!gate.probeAttemptId) return false;
  const [probe] = await ctx.db
    .select({ state: attempts.state })
    .from(attempts)
    .where(eq(attempts.id, gate.probeAttemptId));
  return probe?.state === "intent" || probe?.state === "accepted" || probe?.state === "adopted";
}

/** Share of a minute's allowance in hand: full at 1, refilled over 60 s, a submission takes 1 ÷ its model's limit. */
function tokensAt(gate: Pick<Gate, "tokens" | "refilledAt">, now: Date): number {
  const passedMs = Math.max(0, now.getTime() - gate.refilledAt.getTime());
  return Math.min(1, gate.tokens + passedMs / 60_000);
}

async function heldByVendor(ctx: Context, gate: Gate, priceMicros: number): Promise<Admission | undefined> {
  const now = ctx.now();
  const held = (by: "breaker" | "balance" | "pause", seconds: number): Admission => ({
    kind: "held",
    by,
    seconds,
  });
  if (gate.openUntil && breakerState(gate, now) === "open")
    return held("breaker", secondsUntil(gate.openUntil, now));
  if (gate.openUntil && (await isProbeOut(ctx, gate))) return held("breaker", probeWaitSeconds);
  if (isBalanceOut(gate, priceMicros, now)) return held("balance", balanceWaitSeconds);
  if (gate.pausedUntil && gate.pausedUntil > now) return held("pause", secondsUntil(gate.pausedUntil, now));
  return undefined;
}

/**
 * Lets one submission pass, or says what holds it. Must run in the transaction that opens the attempt: the gate's row
 * stays locked until it commits, so that no two processes count the same free place. `priceMicros` is of the take.
 */
export async function admit(
  ctx: Context,
  { card, attemptId, priceMicros }: { card: ModelCard; attemptId: string; priceMicros: number },
): Promise<Admission> {
  const gate = await lockGate(ctx, card.provider);
  const now = ctx.now();
  const refused = await heldByVendor(ctx, gate, priceMicros);
  if (refused) return refused;
  const running = await runningBy(ctx, card.provider);
  const total = [...running.values()].reduce((sum, count) => sum + count, 0);
  if (
    (running.get(card.id) ?? 0) >= card.concurrencyMax ||
    total >= vendorLimits(card.provider, [...cards, card]).concurrencyMax
  )
    return { kind: "held", by: "place", seconds: placeWaitSeconds };
  const tokens = tokensAt(gate, now);
  const cost = 1 / card.submitsPerMinuteMax;
  if (tokens < cost - 1e-9)
    return { kind: "held", by: "rate", seconds: Math.max(1, Math.ceil((cost - tokens) * 60)) };
  await ctx.db
    .update(vendorGates)
    .set({
      tokens: Math.max(0, tokens - cost),
      refilledAt: now,
      probeAttemptId: gate.openUntil ? attemptId : null,
    })
    .where(eq(vendorGates.provider, card.provider));
  return { kind: "admitted" };
}

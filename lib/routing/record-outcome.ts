import { and, desc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { attempts, vendorGates } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import {
  afterAnswer,
  afterBlamed,
  type BreakerMemory,
  breakerFailuresMax,
  breakerState,
  isVendorBlamed,
  isVendorBlamedCode,
} from "./breaker.ts";
import { type Gate, lockGate } from "./vendor-gate.ts";

/** What a vendor did: took a job, delivered it, failed at it or refused it, or did not answer a look. */
export type VendorOutcome =
  | { kind: "accepted" | "delivered"; attemptId: string }
  | { kind: "failed"; attemptId: string; failure: Failure; wasAccepted: boolean }
  | { kind: "silent" };

const pauseSecondsMax = 3600;
const memoryMs = 3_600_000;

/** How many of the vendor's last accepted jobs in a row came to nothing through its own fault. */
async function undeliveredInARow(ctx: Context, provider: string): Promise<number> {
  const rows = await ctx.db
    .select({ state: attempts.state, code: attempts.failureCode })
    .from(attempts)
    .where(
      and(
        eq(attempts.provider, provider),
        inArray(attempts.state, ["succeeded", "failed_retryable", "failed_permanent", "timed_out"]),
        isNotNull(attempts.acceptedAt),
        gt(attempts.endedAt, new Date(ctx.now().getTime() - memoryMs)),
      ),
    )
    .orderBy(desc(attempts.endedAt), desc(attempts.id))
    .limit(breakerFailuresMax);
  const good = rows.findIndex(({ state, code }) => state === "succeeded" || !isVendorBlamedCode(code));
  return good === -1 ? rows.length : good;
}

async function breakerAfter(ctx: Context, gate: Gate, outcome: VendorOutcome): Promise<BreakerMemory> {
  const now = ctx.now();
  if (outcome.kind === "silent") return afterBlamed(gate, { inARow: gate.failures + 1, isProbe: false }, now);
  const isProbe = gate.probeAttemptId === outcome.attemptId;
  if (outcome.kind === "failed" && isVendorBlamed(outcome.failure.kind)) {
    const inARow = outcome.wasAccepted ? await undeliveredInARow(ctx, gate.provider) : gate.failures + 1;
    return afterBlamed(gate, { inARow, isProbe }, now);
  }
  const isDelivery = outcome.kind === "delivered";
  const needsDelivery =
    outcome.kind === "accepted" &&
    breakerState(gate, now) === "half_open" &&
    (await undeliveredInARow(ctx, gate.provider)) >= breakerFailuresMax;
  return needsDelivery ? gate : afterAnswer(gate, isProbe || isDelivery, now);
}

const isSame = (gate: Gate, { failures, openUntil, probeAttemptId }: BreakerMemory): boolean =>
  gate.failures === failures &&
  gate.openUntil?.getTime() === openUntil?.getTime() &&
  gate.probeAttemptId === probeAttemptId;

function pauseAfter(gate: Gate, outcome: VendorOutcome, now: Date): Date | null {
  const seconds = outcome.kind === "failed" ? (outcome.failure.retryAfterSeconds ?? 0) : 0;
  const until = new Date(now.getTime() + Math.min(seconds, pauseSecondsMax) * 1000);
  return seconds > 0 && (!gate.pausedUntil || until > gate.pausedUntil) ? until : gate.pausedUntil;
}

/** A limit that the vendor itself says is over soon is a pause, not an empty account. */
const saysNoMoney = (outcome: VendorOutcome): boolean =>
  outcome.kind === "failed" && outcome.failure.kind === "quota" && !outcome.failure.retryAfterSeconds;

/**
 * Notes what a vendor did, for every process: failures in a row open its breaker, a proper answer closes it, a
 * `Retry-After` pauses it (at most an hour), a refusal for money or quota counts as an empty balance until the next
 * reading.
 * Call it after the attempt's own end is written. Joins the caller's transaction.
 */
export function recordOutcome(ctx: Context, provider: string, outcome: VendorOutcome): Promise<void> {
  return transact(ctx, async (inner) => {
    const gate = await lockGate(inner, provider);
    const now = inner.now();
    const { failures, openedAt, openUntil, probeAttemptId } = await breakerAfter(inner, gate, outcome);
    const pausedUntil = pauseAfter(gate, outcome, now);
    const isBroke = saysNoMoney(outcome);
    const isPaused = pausedUntil !== gate.pausedUntil;
    if (!isBroke && !isPaused && isSame(gate, { failures, openedAt, openUntil, probeAttemptId })) return;
    await inner.db
      .update(vendorGates)
      .set({
        failures,
        openedAt,
        openUntil,
        probeAttemptId,
        pausedUntil,
        ...(isBroke && { balanceMicros: 0, balanceAt: now, balanceNote: "It refused a take for money." }),
      })
      .where(eq(vendorGates.provider, provider));
  });
}

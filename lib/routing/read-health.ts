import { and, gt, isNotNull, sql } from "drizzle-orm";
import { attempts, vendorGates } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { cards } from "#lib/models/cards.ts";
import { breakerState } from "./breaker.ts";
import type { HealthSnapshot, ModelHealth } from "./types.ts";
import { type Gate, isBalanceOut } from "./vendor-gate.ts";

const dayMs = 86_400_000;

/** Ended takes of the last day by model. What the request itself was refused for says nothing about the model. */
function readTakes(ctx: Context) {
  const took = sql`extract(epoch from ${attempts.endedAt} - ${attempts.createdAt})`;
  const delivered = sql`${attempts.state} = 'succeeded'`;
  const failed = sql`${attempts.state} in ('rejected', 'failed_retryable', 'failed_permanent', 'timed_out')
    and ${attempts.failureCode} not in ('provider_rejected_input', 'provider_refused_policy')`;
  return ctx.db
    .select({
      model: attempts.model,
      delivered: sql<number>`count(*) filter (where ${delivered})`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${failed})`.mapWith(Number),
      p50Seconds: sql<
        number | null
      >`percentile_cont(0.5) within group (order by ${took}) filter (where ${delivered})`,
      p95Seconds: sql<
        number | null
      >`percentile_cont(0.95) within group (order by ${took}) filter (where ${delivered})`,
    })
    .from(attempts)
    .where(and(gt(attempts.createdAt, new Date(ctx.now().getTime() - dayMs)), isNotNull(attempts.endedAt)))
    .groupBy(attempts.model);
}

/** The least that a take of the card can cost, in micro-USD. */
const leastPrice = (card: ModelCard): number =>
  Math.min(
    ...card.prices.map(({ per, micros }) => (per === "second" ? micros * (card.durations[0] ?? 1) : micros)),
  );

type Takes = Awaited<ReturnType<typeof readTakes>>[number];

function healthOf(card: ModelCard, gate: Gate | undefined, takes: Takes | undefined, now: Date): ModelHealth {
  const ended = takes ? takes.delivered + takes.failed : 0;
  return {
    breaker: gate ? breakerState(gate, now) : "closed",
    balanceOut: gate ? isBalanceOut(gate, leastPrice(card), now) : false,
    p50Seconds: takes?.p50Seconds ?? null,
    p95Seconds: takes?.p95Seconds ?? null,
    failureRate: takes && ended > 0 ? takes.failed / ended : null,
    takes: ended,
  };
}

/** What this installation has seen of each model in the last 24 hours, and what its vendor's gate says now. */
export async function readHealth(ctx: Context): Promise<HealthSnapshot> {
  const now = ctx.now();
  const [takes, gates] = await Promise.all([readTakes(ctx), ctx.db.select().from(vendorGates)]);
  const known = cards.map((card) => ({
    card,
    gate: gates.find(({ provider }) => provider === card.provider),
    own: takes.find(({ model }) => model === card.id),
  }));
  return new Map(
    known
      .filter(({ gate, own }) => gate || own)
      .map(({ card, gate, own }) => [card.id, healthOf(card, gate, own, now)]),
  );
}

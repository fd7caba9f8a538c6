import { and, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from "drizzle-orm";
import { attempts, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { followedStates, liveStates } from "#lib/videos/attempts.ts";

const forgottenAfterMs = 10_000;

/**
 * Receipts that nobody applied though something can be done with them: the announcement was lost, a crash came between,
 * or an orphan's job has meanwhile got its attempt. Those of followed jobs wait for the next look. In no order, so that
 * some which cannot be applied yet do not hold up the others.
 */
export async function forgottenReceipts(ctx: Context, limit: number): Promise<string[]> {
  requireSystem(ctx);
  const before = new Date(ctx.now().getTime() - forgottenAfterMs);
  const own = eq(attempts.id, webhookReceipts.attemptId);
  const speaksOf = and(
    isNull(webhookReceipts.attemptId),
    eq(attempts.provider, webhookReceipts.provider),
    eq(attempts.jobId, webhookReceipts.jobId),
  );
  const useful = or(
    isNull(webhookReceipts.attemptId),
    notInArray(attempts.state, [...liveStates]),
    and(notInArray(attempts.state, [...followedStates]), isNotNull(webhookReceipts.jobId)),
  );
  const vendors = ctx.parts.providers.list().map(({ name }) => name);
  const rows = await ctx.db
    .select({ id: webhookReceipts.id })
    .from(webhookReceipts)
    .innerJoin(attempts, or(own, speaksOf))
    .where(
      and(
        isNull(webhookReceipts.appliedAt),
        lt(webhookReceipts.receivedAt, before),
        inArray(webhookReceipts.provider, vendors),
        useful,
      ),
    )
    .orderBy(sql`random()`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

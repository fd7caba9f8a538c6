import { count, gt, isNull } from "drizzle-orm";
import { decisions, webhookReceipts } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { IncidentsView } from "#lib/contract/incident.ts";
import { recentInvariants } from "#lib/ops/recent-invariants.ts";
import { countStuck } from "#lib/ops/stuck.ts";

async function countRows(ctx: Context): Promise<Omit<IncidentsView["counts"], "violations">> {
  const [open] = await ctx.db.select({ rows: count() }).from(decisions).where(isNull(decisions.decidedAt));
  const [orphans] = await ctx.db
    .select({ rows: count() })
    .from(webhookReceipts)
    .where(isNull(webhookReceipts.attemptId));
  const [repeated] = await ctx.db
    .select({ rows: count() })
    .from(webhookReceipts)
    .where(gt(webhookReceipts.duplicates, 0));
  return {
    decisions: open?.rows ?? 0,
    stuck: await countStuck(ctx),
    orphans: orphans?.rows ?? 0,
    duplicates: repeated?.rows ?? 0,
  };
}

/** What needs an operator, for admins: counts that lead to rows, and whether each promise held half a minute ago at most. */
export async function getIncidents(ctx: Context): Promise<IncidentsView> {
  permit(ctx, "system:inspect");
  const { checkedAt, invariants } = await recentInvariants(ctx);
  const violations = invariants.reduce((sum, invariant) => sum + invariant.violations, 0);
  return {
    counts: { ...(await countRows(ctx)), violations },
    invariants,
    checkedAt: checkedAt.toISOString(),
  };
}

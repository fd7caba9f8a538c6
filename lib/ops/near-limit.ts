import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { quotaOverrides, quotaUsage, users } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { planLimits, quotaWindows } from "#lib/contract/usage.ts";
import { periodOf } from "#lib/money/quota.ts";

type Near = OverviewView["nearLimit"][number];

const nearShare = 0.8;
const listMax = 20;

/** People who have used four fifths or more of a limit in the period that runs, fullest first, at most twenty. */
export async function readNearLimit(ctx: Context): Promise<Near[]> {
  const now = ctx.now();
  const rows = await ctx.db
    .select({
      id: users.id,
      name: users.name,
      plan: users.plan,
      window: quotaUsage.window,
      used: quotaUsage.used,
      override: quotaOverrides.videosMax,
    })
    .from(quotaUsage)
    .innerJoin(users, and(eq(users.id, quotaUsage.userId), isNull(users.suspendedAt)))
    .leftJoin(
      quotaOverrides,
      and(eq(quotaOverrides.userId, quotaUsage.userId), eq(quotaOverrides.window, quotaUsage.window)),
    )
    .where(
      and(
        gt(quotaUsage.used, 0),
        inArray(
          quotaUsage.period,
          quotaWindows.map((window) => periodOf(window, now)),
        ),
      ),
    );
  return rows
    .map(({ plan, override, ...row }) => ({ ...row, limit: override ?? planLimits[plan][row.window] }))
    .filter(({ used, limit }) => used >= limit * nearShare)
    .sort((a, b) => b.used / Math.max(1, b.limit) - a.used / Math.max(1, a.limit))
    .slice(0, listMax);
}

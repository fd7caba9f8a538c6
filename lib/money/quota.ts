import { and, eq, inArray, sql } from "drizzle-orm";
import { quotaOverrides, quotaUsage, users, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { Plan } from "#lib/contract/role.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { planLimits, type QuotaView, type QuotaWindow, quotaWindows } from "#lib/contract/usage.ts";
import { cardOf } from "#lib/models/cards.ts";
import { notFound, Refusal } from "#lib/refusal.ts";

/** Counter period of a moment, in UTC: `-` for running videos, `2026-11-21`, `2026-11`. */
export const periodOf = (window: QuotaWindow, at: Date): string =>
  window === "concurrent" ? "-" : at.toISOString().slice(0, window === "day" ? 10 : 7);

/** When the window opens again, in UTC; null for running videos, whose end nobody schedules. */
function resetOf(window: QuotaWindow, at: Date): Date | null {
  if (window === "day") return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1));
  if (window === "month") return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  return null;
}

type Limit = { window: QuotaWindow; limit: number; limitFrom: "plan" | "override" };

type Override = Pick<typeof quotaOverrides.$inferSelect, "window" | "videosMax">;
type Usage = Pick<typeof quotaUsage.$inferSelect, "window" | "period" | "used">;

function limitsFrom(plan: Plan, overrides: readonly Override[]): Limit[] {
  return quotaWindows.map((window) => {
    const override = overrides.find((row) => row.window === window);
    return {
      window,
      limit: override?.videosMax ?? planLimits[plan][window],
      limitFrom: override ? "override" : "plan",
    };
  });
}

async function grantsOf(ctx: Context, userId: string): Promise<{ plan: Plan; overrides: Override[] }> {
  const [user] = await ctx.db.select({ plan: users.plan }).from(users).where(eq(users.id, userId));
  if (!user) throw notFound();
  const overrides = await ctx.db.select().from(quotaOverrides).where(eq(quotaOverrides.userId, userId));
  return { plan: user.plan, overrides };
}

/** Quotas of one person from their plan, overrides and counters, as they stand at `now`. */
export const quotaViews = (
  plan: Plan,
  overrides: readonly Override[],
  usage: readonly Usage[],
  now: Date,
): QuotaView[] =>
  limitsFrom(plan, overrides).map((limit) => ({
    ...limit,
    used:
      usage.find((row) => row.window === limit.window && row.period === periodOf(limit.window, now))?.used ??
      0,
    resetsAt: resetOf(limit.window, now)?.toISOString() ?? null,
  }));

/** Quotas of one person as they stand now. */
export async function readQuotas(ctx: Context, userId: string): Promise<QuotaView[]> {
  const { plan, overrides } = await grantsOf(ctx, userId);
  const usage = await ctx.db.select().from(quotaUsage).where(eq(quotaUsage.userId, userId));
  return quotaViews(plan, overrides, usage, ctx.now());
}

const refusals: Record<QuotaWindow, string> = {
  concurrent: "You have as many videos running as your quota allows. One has to finish first.",
  day: "Your videos for today are used up.",
  month: "Your videos for this month are used up.",
};

async function firstFreeSlot(ctx: Context, userId: string): Promise<Date> {
  const running = await ctx.db
    .select({ since: videos.roundAt, model: videos.model })
    .from(videos)
    .where(and(eq(videos.ownerId, userId), inArray(videos.status, [...activeStatuses])));
  const ends = running.map(
    ({ since, model }) => since.getTime() + (cardOf(model)?.expectedSeconds ?? 60) * 1000,
  );
  return new Date(Math.max(ctx.now().getTime() + 5000, ends.length > 0 ? Math.min(...ends) : 0));
}

/**
 * Takes one video from every window, or one still from `windows`, by conditional updates, inside the caller's transaction.
 * Throws `quota_exceeded` with the moment it opens again; the caller's rollback gives back what was taken.
 */
export async function takeQuota(
  ctx: Context,
  userId: string,
  windows: readonly QuotaWindow[] = quotaWindows,
): Promise<void> {
  const now = ctx.now();
  const { plan, overrides } = await grantsOf(ctx, userId);
  for (const { window, limit } of limitsFrom(plan, overrides)) {
    if (!windows.includes(window)) continue;
    const taken =
      limit > 0
        ? await ctx.db
            .insert(quotaUsage)
            .values({ userId, window, period: periodOf(window, now), used: 1 })
            .onConflictDoUpdate({
              target: [quotaUsage.userId, quotaUsage.window, quotaUsage.period],
              set: { used: sql`${quotaUsage.used} + 1` },
              setWhere: sql`${quotaUsage.used} < ${limit}`,
            })
            .returning({ used: quotaUsage.used })
        : [];
    if (taken.length === 0) {
      const retryAt = limit > 0 ? (resetOf(window, now) ?? (await firstFreeSlot(ctx, userId))) : undefined;
      throw new Refusal("quota_exceeded", refusals[window], retryAt ? { retryAt } : {});
    }
  }
}

const giveBack = (ctx: Context, userId: string, window: QuotaWindow, period: string) =>
  ctx.db
    .update(quotaUsage)
    .set({ used: sql`greatest(${quotaUsage.used} - 1, 0)` })
    .where(and(eq(quotaUsage.userId, userId), eq(quotaUsage.window, window), eq(quotaUsage.period, period)));

/** A video stopped running: its concurrent place is free. */
export async function releaseSlot(ctx: Context, userId: string): Promise<void> {
  await giveBack(ctx, userId, "concurrent", periodOf("concurrent", ctx.now()));
}

/** A video failed: its day and month, those it was taken from, get it back. */
export async function refundPeriods(ctx: Context, userId: string, takenAt: Date): Promise<void> {
  await giveBack(ctx, userId, "day", periodOf("day", takenAt));
  await giveBack(ctx, userId, "month", periodOf("month", takenAt));
}

import { and, count, eq, gte, sql } from "drizzle-orm";
import { users, videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { UsageView } from "#lib/contract/usage.ts";
import { notFound } from "#lib/refusal.ts";
import { readQuotas } from "./quota.ts";

const days = 30;
const dayMs = 86_400_000;

async function videosPerDay(ctx: Context, userId: string): Promise<UsageView["daily"]> {
  const dates = Array.from({ length: days }, (_, index) =>
    new Date(ctx.now().getTime() - (days - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
  const day = sql<string>`to_char(${videos.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await ctx.db
    .select({ date: day, videos: count() })
    .from(videos)
    .where(and(eq(videos.ownerId, userId), gte(videos.createdAt, new Date(`${dates[0]}T00:00:00Z`))))
    .groupBy(day);
  return dates.map((date) => ({ date, videos: rows.find((row) => row.date === date)?.videos ?? 0 }));
}

/** The caller's quotas as they stand, and videos a UTC day over the last thirty. */
export async function getUsage(ctx: Context): Promise<UsageView> {
  const user = permit(ctx, "usage:read");
  const [row] = await ctx.db.select({ plan: users.plan }).from(users).where(eq(users.id, user.id));
  if (!row) throw notFound();
  return { plan: row.plan, quotas: await readQuotas(ctx, user.id), daily: await videosPerDay(ctx, user.id) };
}

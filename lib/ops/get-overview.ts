import { count, eq, gt, min, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { videoStatuses } from "#lib/contract/status.ts";
import { readParts } from "./health-parts.ts";
import { readModelFigures } from "./model-figures.ts";
import { readNearLimit } from "./near-limit.ts";
import { readStuck } from "./stuck.ts";

const dayMs = 24 * 60 * 60 * 1000;

async function readCounts(ctx: Context): Promise<OverviewView["counts"]> {
  const rows = await ctx.db
    .select({ status: videos.status, count: count() })
    .from(videos)
    .groupBy(videos.status);
  return videoStatuses.map((status) => ({
    status,
    count: rows.find((row) => row.status === status)?.count ?? 0,
  }));
}

async function readReviewQueue(ctx: Context): Promise<OverviewView["reviewQueue"]> {
  const [row] = await ctx.db
    .select({ waiting: count(), oldestAt: min(videos.completedAt) })
    .from(videos)
    .where(eq(videos.status, "completed"));
  return { waiting: row?.waiting ?? 0, oldestAt: row?.oldestAt?.toISOString() ?? null };
}

async function readQueuedToReady(ctx: Context): Promise<OverviewView["queuedToReady"]> {
  const took = sql`extract(epoch from ${videos.completedAt} - ${videos.roundAt})`;
  const [row] = await ctx.db
    .select({
      p50Seconds: sql<number | null>`percentile_cont(0.5) within group (order by ${took})`,
      p95Seconds: sql<number | null>`percentile_cont(0.95) within group (order by ${took})`,
      samples: count(),
    })
    .from(videos)
    .where(gt(videos.completedAt, new Date(ctx.now().getTime() - dayMs)));
  return row ?? { p50Seconds: null, p95Seconds: null, samples: 0 };
}

/** What an operator asks first, for admins: stuck, speed, queue, models, people near a limit, parts. Speeds span 24 hours. */
export async function getOverview(ctx: Context): Promise<OverviewView> {
  permit(ctx, "system:inspect");
  const [counts, stuck, reviewQueue, queuedToReady, models, nearLimit, parts] = await Promise.all([
    readCounts(ctx),
    readStuck(ctx),
    readReviewQueue(ctx),
    readQueuedToReady(ctx),
    readModelFigures(ctx),
    readNearLimit(ctx),
    readParts(ctx),
  ]);
  return { counts, stuck, reviewQueue, queuedToReady, models, nearLimit, parts };
}

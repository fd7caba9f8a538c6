import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { EstimateView } from "#lib/contract/model.ts";

const windowDays = 30;

/** Seconds from the start of a round to ready, over this installation's last thirty days; null without a sample. */
export async function estimateFor(
  ctx: Context,
  model: string,
  tier?: "draft" | "final",
): Promise<EstimateView> {
  const took = sql`extract(epoch from ${videos.completedAt} - ${videos.roundAt})`;
  const since = new Date(ctx.now().getTime() - windowDays * 86_400_000);
  const [row] = await ctx.db
    .select({
      p50Seconds: sql<number>`percentile_cont(0.5) within group (order by ${took})`.mapWith(Number),
      p95Seconds: sql<number>`percentile_cont(0.95) within group (order by ${took})`.mapWith(Number),
      samples: sql<number>`count(*)`.mapWith(Number),
    })
    .from(videos)
    .where(
      and(
        eq(videos.model, model),
        tier && eq(videos.tier, tier),
        isNotNull(videos.completedAt),
        gt(videos.completedAt, since),
      ),
    );
  return row && row.samples > 0 ? row : null;
}

const progressTelling = 0.05;

/**
 * Seconds left: by the vendor's own progress since it took the job where that is far enough to tell, else by the
 * median of a round; null when unknown or past it.
 */
export function etaSeconds(
  { progress, acceptedAt, roundAt }: { progress: number | null; acceptedAt: Date; roundAt: Date },
  estimate: EstimateView,
  now: Date,
): number | null {
  if (progress !== null && progress >= progressTelling) {
    const elapsed = (now.getTime() - acceptedAt.getTime()) / 1000;
    return Math.max(1, Math.round((elapsed * (1 - progress)) / progress));
  }
  const left = estimate ? Math.round(estimate.p50Seconds - (now.getTime() - roundAt.getTime()) / 1000) : 0;
  return left > 0 ? left : null;
}

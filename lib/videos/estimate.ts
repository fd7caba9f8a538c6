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

/** Seconds left: by the vendor's own progress where it is far enough to tell, else by the median; null when unknown. */
export function etaSeconds(
  { progress, startedAt, since }: { progress: number | null; startedAt: Date | null; since: Date },
  estimate: EstimateView,
  now: Date,
): number | null {
  const elapsed = (now.getTime() - (startedAt ?? since).getTime()) / 1000;
  if (progress !== null && progress >= 0.05)
    return Math.max(1, Math.round((elapsed * (1 - progress)) / progress));
  return estimate
    ? Math.max(1, Math.round(estimate.p50Seconds - (now.getTime() - since.getTime()) / 1000))
    : null;
}

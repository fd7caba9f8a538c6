import { and, count, gt, isNotNull, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import { type Context, signedIn } from "#lib/context.ts";
import type { EstimateView, ModelCard, ModelView } from "#lib/contract/model.ts";
import { tiers } from "#lib/contract/platform.ts";
import { cards } from "#lib/models/cards.ts";
import { ratiosOf, resolutionsOf } from "#lib/models/format.ts";
import { lastIntakeAt } from "#lib/models/intake.ts";
import { priceSpan } from "#lib/models/price.ts";
import { modelStateOf } from "#lib/routing/model-state.ts";

const windowDays = 30;

/** Seconds from the start of a round to ready by model, over this installation's last thirty days. */
async function readEstimates(ctx: Context): Promise<Map<string, EstimateView>> {
  const took = sql`extract(epoch from ${videos.completedAt} - ${videos.roundAt})`;
  const since = new Date(ctx.now().getTime() - windowDays * 86_400_000);
  const rows = await ctx.db
    .select({
      model: videos.model,
      p50Seconds: sql<number>`percentile_cont(0.5) within group (order by ${took})`.mapWith(Number),
      p95Seconds: sql<number>`percentile_cont(0.95) within group (order by ${took})`.mapWith(Number),
      samples: count(),
    })
    .from(videos)
    .where(and(isNotNull(videos.completedAt), gt(videos.completedAt, since)))
    .groupBy(videos.model);
  return new Map(rows.map(({ model, ...estimate }) => [model, estimate]));
}

function viewOf(ctx: Context, card: ModelCard, estimate: EstimateView): ModelView {
  const { simulated, retired, reason } = modelStateOf(ctx, card);
  return {
    ...card,
    aspectRatios: ratiosOf(card),
    resolutions: resolutionsOf(card),
    offeredTiers: tiers.filter((tier) => card.tiers[tier] !== null),
    price: priceSpan(card),
    retired,
    lastIntakeAt: lastIntakeAt(card)?.toISOString() ?? null,
    available: reason === null,
    unavailableReason: reason,
    simulated,
    estimate,
  };
}

/** Every model with what it takes and costs, whether it takes work here now, and how long it takes here. */
export async function listModels(ctx: Context): Promise<{ items: ModelView[] }> {
  signedIn(ctx);
  const estimates = await readEstimates(ctx);
  return { items: cards.map((card) => viewOf(ctx, card, estimates.get(card.id) ?? null)) };
}

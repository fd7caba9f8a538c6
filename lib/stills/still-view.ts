import { and, eq } from "drizzle-orm";
import { assets, type stills } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { failureCopy, nextStepAfter } from "#lib/contract/failure.ts";
import { type StillView, stillFailureCopy, stillStatusCopy } from "#lib/contract/still.ts";
import { assetView } from "#lib/media/asset-view.ts";
import { cardOf } from "#lib/models/cards.ts";

export type StillRow = typeof stills.$inferSelect;

async function assetOf(ctx: Context, { assetId, ownerId }: StillRow): Promise<StillView["asset"]> {
  if (!assetId) return null;
  const [row] = await ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.id, assetId), eq(assets.ownerId, ownerId)));
  return row ? assetView(row, ctx.parts.links, ctx.now()) : null;
}

/** What its owner reads of a still. */
export async function viewStill(ctx: Context, row: StillRow): Promise<StillView> {
  const { failureCode: code, costMicros } = row;
  const copy = code && (stillFailureCopy[code] ?? failureCopy[code]);
  return {
    id: row.id,
    status: row.status,
    statusText: stillStatusCopy[row.status],
    failure: code && copy && { code, text: copy.text, nextStep: nextStepAfter(code, costMicros, copy) },
    model: row.model,
    modelName: cardOf(row.model)?.name ?? row.model,
    aspectRatio: row.aspectRatio,
    costMicros,
    asset: await assetOf(ctx, row),
    createdAt: row.createdAt.toISOString(),
  };
}

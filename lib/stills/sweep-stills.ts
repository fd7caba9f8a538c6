import { and, eq, lt } from "drizzle-orm";
import { assets, stills } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { endStill } from "./make-still.ts";

/** Longer than the one call may take, with the import of its picture. */
const lostAfterMs = 10 * 60_000;
const forgottenAfterMs = 30_000;
const overdueAfterMs = 24 * 60 * 60_000;
const batch = 100;

const before = (ctx: Context, ms: number): Date => new Date(ctx.now().getTime() - ms);

/** Announces again what waits for its call. The engine ignores what it already knows. */
export async function announceForgottenStills(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await ctx.db
    .select({ id: stills.id })
    .from(stills)
    .where(and(eq(stills.status, "queued"), lt(stills.createdAt, before(ctx, forgottenAfterMs))))
    .limit(batch);
  for (const row of rows) ctx.parts.announcer.stillQueued(row);
  return rows.length;
}

/** Ends stills whose maker died in the middle: ready where the picture had been kept, else `unclear`. */
export async function settleLostStills(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await ctx.db
    .select({ still: stills, assetId: assets.id })
    .from(stills)
    .leftJoin(assets, and(eq(assets.uploadKey, stills.id), eq(assets.ownerId, stills.ownerId)))
    .where(and(eq(stills.status, "making"), lt(stills.sentAt, before(ctx, lostAfterMs))))
    .limit(batch);
  for (const { still, assetId } of rows)
    if (assetId) await endStill(ctx, still, ["making"], { status: "ready", assetId });
    else await endStill(ctx, still, ["making"], { status: "unclear", failureCode: "submit_ambiguous" });
  return rows.length;
}

/** Gives up stills that nobody started for a day, and gives their quota back: nothing was sent. */
export async function failOverdueStills(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await ctx.db
    .select()
    .from(stills)
    .where(and(eq(stills.status, "queued"), lt(stills.createdAt, before(ctx, overdueAfterMs))))
    .limit(batch);
  for (const row of rows)
    await endStill(ctx, row, ["queued"], { status: "failed", failureCode: "deadline_passed" });
  return rows.length;
}

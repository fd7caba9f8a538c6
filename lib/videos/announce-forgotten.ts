import { and, inArray, lt, notExists, sql } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";

/** Shorter than a start of the app, so that the sweep which follows one takes up what the crash left. */
const forgottenAfterMs = 2_000;
const batch = 100;

/**
 * Announces again what waits for a start and has no take in its round, any of them first, so that none is passed over
 * for ever behind a long queue. The engine ignores what it already knows.
 */
export async function announceForgotten(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const before = new Date(ctx.now().getTime() - forgottenAfterMs);
  const taken = ctx.db
    .select({ one: sql`1` })
    .from(attempts)
    .where(and(sql`${attempts.videoId} = ${videos.id}`, sql`${attempts.round} = ${videos.round}`));
  const rows = await ctx.db
    .select({ id: videos.id, round: videos.round })
    .from(videos)
    .where(
      and(inArray(videos.status, ["queued", "retrying"]), lt(videos.updatedAt, before), notExists(taken)),
    )
    .orderBy(sql`random()`)
    .limit(batch);
  for (const row of rows) ctx.parts.announcer.videoCreated(row);
  return rows.length;
}

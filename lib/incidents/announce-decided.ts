import { and, eq, gt, inArray } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { activeStatuses } from "#lib/contract/status.ts";

const againMs = 600_000;
const batch = 100;

/**
 * Starts videos again that an admin has let go on, in case that word was lost: for ten minutes, under the name of the
 * decision, which the engine takes once. Returns how many were announced.
 */
export async function announceDecided(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await ctx.db
    .select({ id: videos.id, round: videos.round, cause: decisions.id })
    .from(decisions)
    .innerJoin(attempts, eq(attempts.id, decisions.attemptId))
    .innerJoin(videos, and(eq(videos.id, attempts.videoId), eq(videos.round, attempts.round)))
    .where(
      and(
        inArray(decisions.outcome, ["adopt", "resubmit"]),
        gt(decisions.decidedAt, new Date(ctx.now().getTime() - againMs)),
        inArray(videos.status, [...activeStatuses]),
      ),
    )
    .limit(batch);
  for (const video of rows) ctx.parts.announcer.videoResumed(video);
  return rows.length;
}

import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import type { DecisionReason } from "#lib/contract/incident.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { type AttemptRow, liveStates } from "./attempts.ts";
import { lockVideo } from "./transition.ts";

/** Live attempts that wait for a person; at most one decision of an attempt is open. */
export async function openDecisionOf(
  ctx: Context,
  attemptId: string,
): Promise<typeof decisions.$inferSelect | undefined> {
  const [open] = await ctx.db
    .select()
    .from(decisions)
    .where(and(eq(decisions.attemptId, attemptId), isNull(decisions.decidedAt)));
  return open;
}

const isLive = ({ state }: AttemptRow): boolean => liveStates.some((live) => live === state);

/**
 * Lays a live attempt before the admins: its money stays reserved and its video, where it is still active, waits for
 * them. One that was sent and never answered counts as unanswered from now on, whoever held it. Opening twice opens
 * one. Answers its id; undefined where the attempt is over meanwhile.
 */
export function openDecision(
  ctx: Context,
  { attemptId, reason }: { attemptId: string; reason: DecisionReason },
): Promise<string | undefined> {
  requireSystem(ctx);
  return transact(ctx, async (inner) => {
    const [known] = await inner.db.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!known) throw new Error(`the attempt ${attemptId} is gone`);
    const video = await lockVideo(inner, known.videoId);
    const [attempt] = await inner.db.select().from(attempts).where(eq(attempts.id, attemptId)).for("update");
    if (!attempt || !isLive(attempt)) return undefined;
    const open = await openDecisionOf(inner, attemptId);
    if (open) return open.id;
    if (attempt.state === "intent")
      await inner.db
        .update(attempts)
        .set({ state: "ambiguous", fence: attempt.fence + 1, failureCode: "submit_ambiguous" })
        .where(eq(attempts.id, attemptId));
    const id = newId("decision");
    await inner.db.insert(decisions).values({ id, attemptId, reason, openedAt: sql`clock_timestamp()` });
    await inner.db
      .update(videos)
      .set({
        waitingFor: "decision",
        waitingSince: inner.now(),
        progress: null,
        progressAt: sql`clock_timestamp()`,
      })
      .where(and(eq(videos.id, video.id), inArray(videos.status, [...activeStatuses])));
    log("videos").warn({ attemptId, decisionId: id, reason }, "a take waits for an admin's decision");
    return id;
  });
}

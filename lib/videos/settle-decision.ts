import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { DecisionOutcome } from "#lib/contract/incident.ts";

/** What an admin decides, or nobody where what was found out made the decision needless. */
type Settlement = Partial<Omit<typeof decisions.$inferInsert, "id" | "attemptId" | "reason" | "openedAt">> & {
  outcome: DecisionOutcome;
  note: string;
};

/**
 * Closes the open decision of an attempt, after which its video waits for nobody. Answers its id; undefined where
 * none is open, as for the second of two at once. In the transaction that acts on it.
 */
export async function settleDecision(
  ctx: Context,
  attemptId: string,
  settlement: Settlement,
): Promise<string | undefined> {
  const [settled] = await ctx.db
    .update(decisions)
    .set({ ...settlement, decidedAt: ctx.now() })
    .where(and(eq(decisions.attemptId, attemptId), isNull(decisions.decidedAt)))
    .returning({ id: decisions.id });
  if (!settled) return undefined;
  const ofAttempt = ctx.db
    .select({ videoId: attempts.videoId })
    .from(attempts)
    .where(eq(attempts.id, attemptId));
  await ctx.db
    .update(videos)
    .set({ waitingFor: null, waitingSince: null, progressAt: sql`clock_timestamp()` })
    .where(and(inArray(videos.id, ofAttempt), eq(videos.waitingFor, "decision")));
  return settled.id;
}

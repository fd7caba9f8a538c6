import { and, eq, gt, inArray, isNotNull, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { attemptFindings, attempts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { AttemptState } from "#lib/contract/video.ts";
import { log } from "#lib/log.ts";
import { accountLate, lateEnd } from "./account-late.ts";
import { ask, loadAttempt } from "./see-job.ts";

const batch = 50;
const askForMs = 48 * 3_600_000;
const secondsMin = 60;
const shareOfAge = 20;

/** A take can be over before its vendor is: taken back, too late, or found again only afterwards. */
const endedByUs = [
  "timed_out",
  "canceled",
  "rejected",
  "written_off",
] as const satisfies readonly AttemptState[];

/** Paid jobs that ended here at no cost and of whose own end nothing was heard; the longer ago, the calmer. */
async function unaccounted(ctx: Context): Promise<string[]> {
  const now = ctx.now();
  const heard = ctx.db
    .select({ one: sql`1` })
    .from(attemptFindings)
    .where(
      and(
        eq(attemptFindings.attemptId, attempts.id),
        eq(attemptFindings.kind, "late_report"),
        eq(attemptFindings.cause, lateEnd),
      ),
    );
  const age = sql`${now.toISOString()}::timestamptz - ${attempts.endedAt}`;
  const calm = sql`greatest(interval '1 second' * ${secondsMin}, (${age}) / ${shareOfAge})`;
  const rows = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        inArray(attempts.state, [...endedByUs]),
        isNotNull(attempts.jobId),
        gt(attempts.priceMicros, 0),
        eq(attempts.costMicros, 0),
        gt(attempts.endedAt, new Date(now.getTime() - askForMs)),
        or(
          isNull(attempts.lookedAt),
          lt(attempts.lookedAt, sql`${now.toISOString()}::timestamptz - ${calm}`),
        ),
        notExists(heard),
      ),
    )
    .orderBy(sql`${attempts.lookedAt} asc nulls first`)
    .limit(batch);
  return rows.map(({ id }) => id);
}

async function askOne(ctx: Context, attemptId: string): Promise<void> {
  await ctx.db.update(attempts).set({ lookedAt: ctx.now() }).where(eq(attempts.id, attemptId));
  const seen = await ask(ctx, await loadAttempt(ctx, attemptId));
  if (seen) await accountLate(ctx, { attemptId, seen });
}

/**
 * Asks vendors what became of paid jobs that ended here before they ended there, for two days, so that what they take
 * for them is booked; the people's state stays. Returns how many it asked about.
 */
export async function askLate(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const attemptIds = await unaccounted(ctx);
  for (const attemptId of attemptIds)
    await askOne(ctx, attemptId).catch((error: unknown) => {
      log("videos").warn({ attemptId, err: error }, "a job that ended late could not be asked about");
    });
  return attemptIds.length;
}

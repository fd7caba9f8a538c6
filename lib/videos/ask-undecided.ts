import { and, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { attempts, decisions, videos, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { isActive } from "#lib/contract/status.ts";
import { log } from "#lib/log.ts";
import { accountAbandoned } from "./account-abandoned.ts";
import { type AttemptRow, isFollowed } from "./attempts.ts";
import { resolveAttempt } from "./resolve-attempt.ts";
import { loadJob } from "./see-job.ts";
import { settleFollowed, settleUnanswered } from "./settle-overdue.ts";
import type { VideoRow } from "./transition.ts";

const batch = 20;
const againMs = 600_000;

type Undecided = { video: VideoRow; attempt: AttemptRow };

/** Jobs and submissions about which the vendor said nothing: asked each ten minutes, and at once when it called back after all. */
function undecided(ctx: Context): Promise<Undecided[]> {
  const unread = ctx.db
    .select({ one: sql`1` })
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attempts.id), isNull(webhookReceipts.appliedAt)));
  return ctx.db
    .select({ video: videos, attempt: attempts })
    .from(decisions)
    .innerJoin(attempts, eq(attempts.id, decisions.attemptId))
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(
      and(
        isNull(decisions.decidedAt),
        inArray(decisions.reason, ["unknown_submission", "lost_job", "silent_vendor"]),
        or(
          isNull(attempts.lookedAt),
          lt(attempts.lookedAt, new Date(ctx.now().getTime() - againMs)),
          sql`exists ${unread}`,
        ),
      ),
    )
    .orderBy(sql`${attempts.lookedAt} asc nulls first`)
    .limit(batch);
}

async function askAgain(ctx: Context, { video, attempt }: Undecided): Promise<void> {
  if (isActive(video.status))
    return isFollowed(attempt) ? settleFollowed(ctx, video, attempt) : settleUnanswered(ctx, video, attempt);
  if (!isFollowed(attempt)) {
    await resolveAttempt(ctx, { attemptId: attempt.id });
    return;
  }
  await accountAbandoned(ctx, await loadJob(ctx, attempt.id));
}

/**
 * Asks on about what waits for an admin because its vendor said nothing: what it says after all settles it, and the
 * decision is not needed any more. Returns how many it asked about.
 */
export async function askUndecided(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const rows = await undecided(ctx);
  for (const row of rows)
    await askAgain(ctx, row).catch((error: unknown) => {
      log("videos").warn(
        { attemptId: row.attempt.id, err: error },
        "an undecided job could not be asked about",
      );
    });
  return rows.length;
}

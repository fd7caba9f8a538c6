import { and, asc, eq, inArray, isNull, lte, ne, notExists, notInArray, or, sql } from "drizzle-orm";
import { attempts, decisions, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import { failpoint } from "#lib/failpoint.ts";
import { log } from "#lib/log.ts";
import type { Operation, Provider } from "#lib/providers/types.ts";
import { accountAbandoned } from "./account-abandoned.ts";
import { endAttempt, isFollowed, liveStates, operationOf } from "./attempts.ts";
import { resolveAttempt } from "./resolve-attempt.ts";
import { type Job, loadJob } from "./see-job.ts";
import { discardTakeFiles } from "./take-files.ts";

/** `waits`: it is not known yet what became of it, or its vendor cannot stop it; the sweep comes back to it. */
export type Released = { kind: "ended" | "waits" };

async function tellVendor(provider: Provider, operation: Operation): Promise<void> {
  await provider.cancel?.(operation);
  await failpoint("release.told");
}

/** Whether the vendor took the job back; one that refuses may have ended it already. */
async function isTakenBack({ provider, attempt }: Job): Promise<boolean> {
  if (!provider.cancel) return false;
  try {
    await tellVendor(provider, operationOf(attempt));
    return true;
  } catch (error) {
    log("videos").warn({ attemptId: attempt.id, err: error }, "the vendor did not take a job back");
    return false;
  }
}

/**
 * A job that is taken back has ended at no cost, for all that is known; whether its vendor charges for it is asked
 * later. One that cannot be taken back is followed to its own end, so that what it costs is booked.
 */
async function releaseJob(ctx: Context, job: Job): Promise<Released> {
  const { attempt, provider } = job;
  const isFree = attempt.priceMicros === 0;
  if ((await isTakenBack(job)) || (isFree && !provider.cancel))
    await endAttempt(ctx, attempt.id, { state: "canceled" });
  else if (!(await accountAbandoned(ctx, job))) return { kind: "waits" };
  await discardTakeFiles(ctx, attempt);
  return { kind: "ended" };
}

/**
 * Takes a job back from its vendor because nobody waits for it any more, also where the attempt is already over and
 * `operation` tells of a job that it never knew of; then it throws when the vendor cannot be told, so that it is tried
 * again. What became of an attempt whose answer was lost is found out first: it is never just called canceled.
 */
export async function releaseAttempt(
  ctx: Context,
  { attemptId, operation: told }: { attemptId: string; operation?: Operation },
): Promise<Released> {
  requireSystem(ctx);
  const job = await loadJob(ctx, attemptId);
  const { attempt, provider } = job;
  if (isFollowed(attempt)) return releaseJob(ctx, job);
  if (attempt.state === "intent" || attempt.state === "ambiguous") {
    const resolved = await resolveAttempt(ctx, { attemptId });
    if (resolved.kind === "unknown" || resolved.kind === "decision") return { kind: "waits" };
    const found = await loadJob(ctx, attemptId);
    if (isFollowed(found.attempt)) return releaseJob(ctx, found);
  } else {
    const operation = told ?? (attempt.operation ? operationOf(attempt) : undefined);
    if (operation) await tellVendor(provider, operation);
  }
  await discardTakeFiles(ctx, attempt);
  return { kind: "ended" };
}

/**
 * Live attempts of videos that are over: canceled, failed or expired while the vendor still works, or while it is not
 * known whether it does. Those that a process is still sending, and those that an admin decides, are left alone.
 */
export async function abandonedAttempts(ctx: Context, limit: number, videoId?: string): Promise<string[]> {
  requireSystem(ctx);
  const open = ctx.db
    .select({ one: sql`1` })
    .from(decisions)
    .where(and(eq(decisions.attemptId, attempts.id), isNull(decisions.decidedAt)));
  const isSent = or(
    ne(attempts.state, "intent"),
    isNull(attempts.leasedUntil),
    lte(attempts.leasedUntil, ctx.now()),
  );
  const rows = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(
      and(
        inArray(attempts.state, [...liveStates]),
        notInArray(videos.status, [...activeStatuses]),
        isSent,
        notExists(open),
        videoId ? eq(videos.id, videoId) : undefined,
      ),
    )
    .orderBy(sql`${attempts.lookedAt} asc nulls first`, asc(attempts.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

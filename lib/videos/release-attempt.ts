import { and, eq, inArray, notInArray } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { activeStatuses } from "#lib/contract/status.ts";
import type { Operation } from "#lib/providers/types.ts";
import { endAttempt, liveStates } from "./attempts.ts";
import { loadAttempt, operationSchema } from "./observe-video.ts";
import { discardTakeFiles } from "./take-files.ts";

/**
 * Takes a job back from its vendor because nobody waits for it any more, also where the attempt is already over and
 * `operation` tells of a job that it never knew of. An attempt whose answer was lost is looked up first. Throws when
 * the vendor cannot be asked, so that it is tried again.
 */
export async function releaseAttempt(
  ctx: Context,
  { attemptId, operation: told }: { attemptId: string; operation?: Operation },
): Promise<void> {
  requireSystem(ctx);
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  const unheard = !told && attempt.state === "intent";
  const found = unheard ? await provider.findByToken?.(attemptId) : undefined;
  const operation = told ?? attempt.operation ?? (found?.kind === "accepted" ? found.operation : undefined);
  if (operation) await provider.cancel?.(operationSchema.parse(operation));
  await endAttempt(ctx, attemptId, { state: "canceled" });
  await discardTakeFiles(ctx, attempt);
}

const recoverable = liveStates.filter((state) => state !== "ambiguous");

/** Live attempts of videos that are over: canceled, failed or expired while the vendor still works. */
export async function abandonedAttempts(ctx: Context, limit: number, videoId?: string): Promise<string[]> {
  requireSystem(ctx);
  const rows = await ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(
      and(
        inArray(attempts.state, recoverable),
        notInArray(videos.status, [...activeStatuses]),
        videoId ? eq(videos.id, videoId) : undefined,
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

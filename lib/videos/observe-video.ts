import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { log } from "#lib/log.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import type { AttemptRow } from "./attempts.ts";
import { applyReceipts } from "./receipts.ts";
import { toldFailure } from "./told-failure.ts";

export type Observed =
  | { kind: "pending" }
  | { kind: "ready" }
  | { kind: "failed"; failure: Failure }
  | { kind: "over" };

const missingLooksMax = 3;
export const operationSchema = z.record(z.string(), z.unknown());

/** Progress only ever rises within an attempt, and is written only where it changed. */
async function noteProgress(ctx: Context, videoId: string, progress: number | undefined): Promise<void> {
  if (progress === undefined) return;
  await ctx.db
    .update(videos)
    .set({ progress, progressAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(videos.id, videoId),
        eq(videos.status, "processing"),
        sql`coalesce(${videos.progress}, -1) < ${progress}`,
      ),
    );
}

export async function loadAttempt(
  ctx: Context,
  attemptId: string,
): Promise<{ attempt: AttemptRow; provider: Provider }> {
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, attemptId));
  const provider = attempt && ctx.parts.providers.get(attempt.provider);
  if (!attempt || !provider) throw new Error(`the attempt ${attemptId} or its provider is gone`);
  return { attempt, provider };
}

const tooLate: Failure = {
  kind: "transient",
  code: "provider_timeout",
  message: "The deadline of the take passed.",
};
const gone: Failure = {
  kind: "transient",
  code: "provider_failed",
  message: "The vendor does not know the job any more.",
};
export const stopped: Failure = {
  kind: "transient",
  code: "provider_failed",
  message: "The vendor stopped the job.",
};

/**
 * Asks the vendor. Where it does not answer properly nothing is known and the next look asks again; its silence counts
 * against it for all processes.
 */
async function look(ctx: Context, provider: Provider, attempt: AttemptRow): Promise<Observation | undefined> {
  try {
    return await provider.observe(operationSchema.parse(attempt.operation));
  } catch (error) {
    log("videos").warn({ attemptId: attempt.id, err: error }, "the vendor did not answer a look");
    await recordOutcome(ctx, provider.name, { kind: "silent" });
    return undefined;
  }
}

/** Counts looks in a row at which the vendor knew no such job; any other answer begins anew. */
async function countMissing(ctx: Context, attempt: AttemptRow, isMissing: boolean): Promise<number> {
  const looks = isMissing ? attempt.missingLooks + 1 : 0;
  if (looks !== attempt.missingLooks)
    await ctx.db.update(attempts).set({ missingLooks: looks }).where(eq(attempts.id, attempt.id));
  return looks;
}

/**
 * One look at an accepted attempt: an unused callback first, else the vendor is asked. Writes progress, never status.
 * A job that the vendor does not know three looks in a row has failed; past its deadline one that is not done has too.
 * `over` means that the attempt ended meanwhile, for instance because it was canceled.
 */
export async function observeVideo(ctx: Context, { attemptId }: { attemptId: string }): Promise<Observed> {
  requireSystem(ctx);
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  if (attempt.state !== "accepted") return { kind: "over" };
  const [video] = await ctx.db
    .select({ status: videos.status })
    .from(videos)
    .where(eq(videos.id, attempt.videoId));
  if (video?.status !== "processing") return { kind: "over" };
  const isLate = ctx.now() > attempt.deadlineAt;
  const seen = (await applyReceipts(ctx, provider, attempt)) ?? (await look(ctx, provider, attempt));
  const unfinished: Observed = isLate ? { kind: "failed", failure: tooLate } : { kind: "pending" };
  if (!seen) return unfinished;
  const missing = await countMissing(ctx, attempt, seen.kind === "missing");
  switch (seen.kind) {
    case "succeeded":
      return { kind: "ready" };
    case "failed":
      return { kind: "failed", failure: await toldFailure(ctx, attempt.videoId, seen.failure) };
    case "canceled":
      return { kind: "failed", failure: stopped };
    case "missing":
      return missing >= missingLooksMax ? { kind: "failed", failure: gone } : unfinished;
    case "pending":
      await noteProgress(ctx, attempt.videoId, seen.progress);
      return unfinished;
  }
}

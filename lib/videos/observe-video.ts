import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { DecisionReason } from "#lib/contract/incident.ts";
import { failpoint } from "#lib/failpoint.ts";
import { log } from "#lib/log.ts";
import { cardOf } from "#lib/models/cards.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import { recordOutcome } from "#lib/routing/record-outcome.ts";
import { type AttemptRow, isFollowed } from "./attempts.ts";
import { claimLook, isHinted } from "./claim-look.ts";
import { noteFinding } from "./findings.ts";
import { openDecision } from "./open-decision.ts";
import { applyReceipts, deliveryTold } from "./receipts.ts";
import { reconcileJob } from "./reconcile-job.ts";
import { settleDecision } from "./settle-decision.ts";
import { toldFailure } from "./told-failure.ts";
import type { VideoRow } from "./transition.ts";
import { lookDelaySeconds, type Stage, stageAt } from "./watch.ts";

/** `pending`: look again after so many seconds. `over`: nothing is left to follow, or a person decides. */
export type Observed =
  | { kind: "pending"; seconds: number }
  | { kind: "ready" }
  | { kind: "failed"; failure: Failure }
  | { kind: "over" };

const missingLooksMax = 3;
/** For as long after a delivery was seen nobody else takes its copying up. */
const collectingMs = 600_000;
export const operationSchema = z.record(z.string(), z.unknown());

type Watch = { attempt: AttemptRow; provider: Provider; stage: Stage };

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
  code: "job_lost",
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
export async function look(
  ctx: Context,
  provider: Provider,
  attempt: AttemptRow,
): Promise<Observation | undefined> {
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

function againIn(ctx: Context, attempt: AttemptRow): Observed {
  const card = cardOf(attempt.model);
  if (!card) throw new Error(`nobody knows the model ${attempt.model}`);
  const since = attempt.acceptedAt ?? attempt.createdAt;
  const ageSeconds = Math.max(0, (ctx.now().getTime() - since.getTime()) / 1000);
  return { kind: "pending", seconds: Math.ceil(lookDelaySeconds(card, ageSeconds)) };
}

/** Whoever copies the clip now is not disturbed by a second run that the sweep would start. */
async function noteReady(ctx: Context, attempt: AttemptRow): Promise<Observed> {
  await ctx.db
    .update(attempts)
    .set({ leasedUntil: new Date(ctx.now().getTime() + collectingMs) })
    .where(eq(attempts.id, attempt.id));
  return { kind: "ready" };
}

/** What nobody can settle by machine: free work fails and may be repeated, paid work waits for a person. */
async function giveUp(
  ctx: Context,
  attempt: AttemptRow,
  { failure, reason }: { failure: Failure; reason: DecisionReason },
): Promise<Observed> {
  if (attempt.priceMicros === 0) return { kind: "failed", failure };
  await openDecision(ctx, { attemptId: attempt.id, reason });
  return { kind: "over" };
}

/** Nothing is known: past the hard deadline it is noted, past the absolute one it is given up. */
async function afterSilence(ctx: Context, { attempt, stage }: Watch): Promise<Observed> {
  if (stage === "open") return againIn(ctx, attempt);
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "overdue",
    cause: "deadline",
    detail: "The vendor did not answer when the deadline of the take had passed; it is asked further.",
  });
  if (stage === "late") return againIn(ctx, attempt);
  return giveUp(ctx, attempt, { failure: tooLate, reason: "silent_vendor" });
}

async function afterMissing(ctx: Context, watch: Watch, looks: number): Promise<Observed> {
  const { attempt, provider, stage } = watch;
  if (looks < missingLooksMax) return againIn(ctx, attempt);
  const reconciled = await reconcileJob(ctx, provider, attempt);
  if (reconciled === "delivered") return noteReady(ctx, attempt);
  if (reconciled === "unknown") return afterSilence(ctx, watch);
  if (reconciled === "found" && stage !== "over") return againIn(ctx, attempt);
  return giveUp(ctx, attempt, { failure: gone, reason: "lost_job" });
}

async function afterAnswer(ctx: Context, watch: Watch, seen: Observation): Promise<Observed> {
  const { attempt, stage } = watch;
  const looks = await countMissing(ctx, attempt, seen.kind === "missing");
  switch (seen.kind) {
    case "succeeded":
      return noteReady(ctx, attempt);
    case "failed":
      return { kind: "failed", failure: await toldFailure(ctx, attempt.videoId, seen.failure) };
    case "canceled":
      return { kind: "failed", failure: stopped };
    case "missing":
      return afterMissing(ctx, watch, looks);
    case "pending":
      await noteProgress(ctx, attempt.videoId, seen.progress);
      return stage === "open" ? againIn(ctx, attempt) : { kind: "failed", failure: tooLate };
  }
}

/**
 * What unused callbacks say. A failure counts for nothing where another signed callback told of a delivery, in whatever
 * order they came: the vendor is asked.
 */
async function toldBy(ctx: Context, { provider, attempt }: Watch): Promise<Observation | undefined> {
  const told = await applyReceipts(ctx, provider, attempt);
  if (told?.kind === "pending")
    await ctx.db.update(attempts).set({ lookedAt: ctx.now() }).where(eq(attempts.id, attempt.id));
  if (told?.kind !== "failed" && told?.kind !== "canceled") return told;
  if (!(await deliveryTold(ctx, provider, attempt))) return told;
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "contradicted",
    cause: "callbacks",
    detail: "One callback told of a finished clip, another of a failed job, so the vendor was asked.",
  });
  return undefined;
}

async function videoOf(ctx: Context, { videoId }: AttemptRow): Promise<VideoRow | undefined> {
  const [video] = await ctx.db.select().from(videos).where(eq(videos.id, videoId));
  return video;
}

/** An answer that ends the job, or shows that it runs, makes an open decision about its silence needless. */
async function settleSilence(ctx: Context, { id: attemptId }: AttemptRow, seen: Observation): Promise<void> {
  if (seen.kind === "missing") return;
  const note = "The vendor reported about the job after all.";
  await settleDecision(ctx, attemptId, { outcome: "adopt", note });
}

/**
 * One look at a followed attempt: unused callbacks first, else the vendor is asked, by one process at a time, never
 * below the card's interval, and before the soft deadline only where it does not call back by itself. Writes progress,
 * never status.
 * Past the hard deadline a job that still runs has failed, and a silent vendor is asked further until the video's
 * absolute deadline. A job that the vendor does not know three looks in a row is looked for elsewhere. What stays open
 * then, and costs money, is laid before the admins. `over` means that, or that the attempt ended meanwhile.
 */
export async function observeVideo(ctx: Context, { attemptId }: { attemptId: string }): Promise<Observed> {
  requireSystem(ctx);
  const { attempt, provider } = await loadAttempt(ctx, attemptId);
  const card = cardOf(attempt.model);
  const video = await videoOf(ctx, attempt);
  if (!card || !isFollowed(attempt) || video?.status !== "processing") return { kind: "over" };
  const stage = stageAt(ctx.now(), { deadlineAt: attempt.deadlineAt, videoDeadlineAt: video.deadlineAt });
  const watch: Watch = { attempt, provider, stage };
  const hinted = await isHinted(ctx, attempt);
  const told = hinted ? await toldBy(ctx, watch) : undefined;
  const waitSeconds = told ? 0 : await claimLook(ctx, attempt, { card, provider, hinted });
  if (waitSeconds > 0) return { kind: "pending", seconds: waitSeconds };
  const seen = told ?? (await look(ctx, provider, attempt));
  await failpoint("observe.seen");
  if (!seen) return afterSilence(ctx, watch);
  if (video.waitingFor === "decision") await settleSilence(ctx, attempt, seen);
  return afterAnswer(ctx, watch, seen);
}

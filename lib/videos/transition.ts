import { and, eq, max } from "drizzle-orm";
import { videoEvents, videos } from "#db/schema/index.ts";
import { type Context, transact } from "#lib/context.ts";
import type { FailureCode } from "#lib/contract/failure.ts";
import { isActive, type VideoStatus } from "#lib/contract/status.ts";
import { refundPeriods, releaseSlot } from "#lib/money/quota.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { next, type VideoMove } from "./machine.ts";

export type VideoRow = typeof videos.$inferSelect;

/** `cause` names the one fact that led here (an attempt, a review, a request): the same cause twice moves once. */
export type Move = { event: VideoMove; cause: string; message: string; errorCode?: FailureCode };

const role: Record<string, "reviewer" | "user"> = { approved: "reviewer", rejected: "reviewer" };

function whoMoves(ctx: Context, event: VideoMove) {
  if (ctx.actor.kind === "system") return { source: ctx.actor.source, actorId: null };
  if (ctx.actor.kind === "user") return { source: role[event] ?? ("user" as const), actorId: ctx.actor.id };
  throw new Refusal("not_signed_in");
}

function columnsAfter(
  event: VideoMove,
  video: VideoRow,
  now: Date,
  errorCode: FailureCode | undefined,
): Partial<VideoRow> {
  switch (event) {
    case "claimed":
      return { startedAt: video.startedAt ?? now, progress: null };
    case "finished":
      return { completedAt: now, progress: 1 };
    case "retried":
      return { failureCode: null, progress: null };
    case "failed":
      return { failureCode: errorCode ?? "internal", progress: null };
    default:
      return {};
  }
}

async function append(ctx: Context, video: VideoRow, newStatus: VideoStatus, move: Move): Promise<void> {
  const [last] = await ctx.db
    .select({ sequence: max(videoEvents.sequence) })
    .from(videoEvents)
    .where(eq(videoEvents.videoId, video.id));
  await ctx.db.insert(videoEvents).values({
    videoId: video.id,
    sequence: (last?.sequence ?? -1) + 1,
    type: move.event,
    previousStatus: video.status,
    newStatus,
    ...whoMoves(ctx, move.event),
    cause: move.cause,
    message: move.message,
    errorCode: move.errorCode ?? null,
  });
}

async function settleQuota(ctx: Context, video: VideoRow, newStatus: VideoStatus): Promise<void> {
  if (isActive(video.status) && !isActive(newStatus)) await releaseSlot(ctx, video.ownerId);
  if (newStatus === "failed") await refundPeriods(ctx, video.ownerId, video.roundAt);
}

/** Locks the row for the rest of the transaction. */
export async function lockVideo(ctx: Context, videoId: string): Promise<VideoRow> {
  const [video] = await ctx.db.select().from(videos).where(eq(videos.id, videoId)).for("update");
  if (!video) throw notFound();
  return video;
}

/**
 * The only writer of a video's status: locks the row, asks the machine, updates, appends the event, gives quota back.
 * Returns the row, and whether this call moved it (a repeated cause does not). Throws `conflict` for an illegal move.
 */
export function transition(
  ctx: Context,
  videoId: string,
  move: Move,
): Promise<{ moved: boolean; video: VideoRow }> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, videoId);
    const [done] = await inner.db
      .select({ id: videoEvents.id })
      .from(videoEvents)
      .where(
        and(
          eq(videoEvents.videoId, videoId),
          eq(videoEvents.type, move.event),
          eq(videoEvents.cause, move.cause),
        ),
      );
    if (done) return { moved: false, video };
    const status = next(video.status, move.event);
    if (!status)
      throw new Refusal("conflict", `This video is ${video.status} now, so it cannot be ${move.event}.`);
    const now = inner.now();
    const columns = {
      ...columnsAfter(move.event, video, now, move.errorCode),
      waitingFor: null,
      waitingSince: null,
      status,
      updatedAt: now,
    };
    const [moved] = await inner.db.update(videos).set(columns).where(eq(videos.id, videoId)).returning();
    await append(inner, video, status, move);
    await settleQuota(inner, video, status);
    return { moved: true, video: moved ?? video };
  });
}

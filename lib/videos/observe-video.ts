import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { attempts, videos, webhookReceipts } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import type { Observation, Provider } from "#lib/providers/types.ts";
import type { AttemptRow } from "./attempts.ts";

export type Observed =
  | { kind: "pending" }
  | { kind: "ready" }
  | { kind: "failed"; failure: Failure }
  | { kind: "over" };

const payloadSchema = z.record(z.string(), z.unknown());
export const operationSchema = z.record(z.string(), z.unknown());

/** The newest thing an unused receipt says; all unused receipts of the attempt are marked as applied. */
async function readReceipts(
  ctx: Context,
  provider: Provider,
  attemptId: string,
): Promise<Observation | undefined> {
  const unused = await ctx.db
    .select()
    .from(webhookReceipts)
    .where(and(eq(webhookReceipts.attemptId, attemptId), isNull(webhookReceipts.appliedAt)))
    .orderBy(asc(webhookReceipts.receivedAt));
  let last: Observation | undefined;
  for (const receipt of unused) {
    last = provider.readWebhook?.(payloadSchema.parse(receipt.payload)) ?? last;
    await ctx.db
      .update(webhookReceipts)
      .set({ appliedAt: ctx.now() })
      .where(eq(webhookReceipts.id, receipt.id));
  }
  return last;
}

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

/**
 * One look at an accepted attempt: an unused callback first, else the vendor is asked. Writes progress, never status.
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
  const seen =
    (await readReceipts(ctx, provider, attemptId)) ??
    (await provider.observe(operationSchema.parse(attempt.operation)));
  switch (seen.kind) {
    case "succeeded":
      return { kind: "ready" };
    case "failed":
      return { kind: "failed", failure: seen.failure };
    case "canceled":
      return {
        kind: "failed",
        failure: { kind: "transient", code: "provider_failed", message: "The vendor stopped the job." },
      };
    case "pending":
      await noteProgress(ctx, attempt.videoId, seen.progress);
      return ctx.now() > attempt.deadlineAt ? { kind: "failed", failure: tooLate } : { kind: "pending" };
  }
}

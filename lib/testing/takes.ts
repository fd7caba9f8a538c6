import { asc, eq } from "drizzle-orm";
import { attempts, videoEvents } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { type Settled, settleFailure } from "#lib/videos/fail-video.ts";
import { observeVideo } from "#lib/videos/observe-video.ts";
import { type Submitted, submitVideo } from "#lib/videos/submit-video.ts";
import type { TestBench } from "./context.ts";

export const failureOf = (change: Partial<Failure> = {}): Failure => ({
  kind: "transient",
  code: "provider_unavailable",
  message: "It does not answer.",
  ...change,
});

export const attemptsOf = (bench: TestBench, videoId: string) =>
  bench.db.select().from(attempts).where(eq(attempts.videoId, videoId)).orderBy(asc(attempts.number));

export const historyOf = (bench: TestBench, videoId: string) =>
  bench.db
    .select()
    .from(videoEvents)
    .where(eq(videoEvents.videoId, videoId))
    .orderBy(asc(videoEvents.sequence));

type Unfinished = Exclude<Submitted["kind"], "accepted" | "failed"> | "running" | "ready";

/** Submits and, where the take fails at once or at the next look, settles it: one take as the run would make it. */
export async function makeTake(
  ctx: Context,
  videoId: string,
  round = 1,
): Promise<{ end: Unfinished } | { end: "settled"; next: Settled }> {
  const submitted = await submitVideo(ctx, { videoId, round });
  if (submitted.kind !== "accepted" && submitted.kind !== "failed") return { end: submitted.kind };
  const { attemptId } = submitted;
  const seen = submitted.kind === "failed" ? submitted : await observeVideo(ctx, { attemptId });
  if (seen.kind === "pending") return { end: "running" };
  if (seen.kind !== "failed") return { end: seen.kind };
  const next = await settleFailure(ctx, { videoId, attemptId, failure: seen.failure, chance: 0 });
  return { end: "settled", next };
}

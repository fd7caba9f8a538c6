import { and, eq, isNull, sql } from "drizzle-orm";
import { videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import { isActive } from "#lib/contract/status.ts";
import { log } from "#lib/log.ts";
import { failVideo } from "./fail-video.ts";
import { readPrompt } from "./prompts.ts";
import { judgeInputs, refusalWords } from "./safety-check.ts";
import { imagesOf } from "./source-images.ts";
import type { VideoRow } from "./transition.ts";

export type Moderated = { kind: "passed" } | { kind: "wait"; seconds: number } | { kind: "over" };

const waitSecondsMin = 10;
const waitSecondsMax = 120;

async function pass(ctx: Context, videoId: string): Promise<Moderated> {
  await ctx.db
    .update(videos)
    .set({ moderatedAt: ctx.now(), waitingFor: null, waitingSince: null, progressAt: sql`clock_timestamp()` })
    .where(and(eq(videos.id, videoId), isNull(videos.moderatedAt)));
  return { kind: "passed" };
}

async function wait(ctx: Context, video: VideoRow): Promise<Moderated> {
  const since = video.waitingFor === "safety_check" && video.waitingSince ? video.waitingSince : ctx.now();
  await ctx.db
    .update(videos)
    .set({ waitingFor: "safety_check", waitingSince: since, progressAt: sql`clock_timestamp()` })
    .where(and(eq(videos.id, video.id), isNull(videos.moderatedAt)));
  const waited = (ctx.now().getTime() - since.getTime()) / 1000;
  return { kind: "wait", seconds: Math.ceil(Math.min(waitSecondsMax, Math.max(waitSecondsMin, waited / 4))) };
}

/**
 * The safety check of a video that was accepted without one, because nobody could judge it then. A refusal fails it
 * and costs nothing; while nobody can judge, it waits, or goes on where the installation's policy says so.
 */
export async function moderateVideo(
  ctx: Context,
  { videoId, round }: { videoId: string; round: number },
): Promise<Moderated> {
  requireSystem(ctx);
  const [video] = await ctx.db.select().from(videos).where(eq(videos.id, videoId));
  if (!video || video.round !== round || !isActive(video.status)) return { kind: "over" };
  if (video.moderatedAt) return { kind: "passed" };
  const prompt = await readPrompt(ctx, videoId);
  if (!prompt) throw new Error(`the prompt of ${videoId} is gone`);
  const images = await imagesOf(ctx, videoId);
  const verdict = await judgeInputs(ctx, {
    prompt: prompt.text,
    negativePrompt: prompt.negative ?? undefined,
    images,
  });
  if (verdict.kind === "allowed") return pass(ctx, videoId);
  if (verdict.kind === "unreachable") {
    if (ctx.parts.moderationUnreachable === "wait") return wait(ctx, video);
    log("videos").warn({ videoId }, "a video goes on without a safety check, as the policy says");
    return pass(ctx, videoId);
  }
  await failVideo(ctx, {
    videoId,
    round,
    cause: `safety check of round ${round}`,
    failure: { kind: "policy", code: "prompt_refused", message: verdict.reason },
    message: refusalWords(verdict, images),
  });
  return { kind: "over" };
}

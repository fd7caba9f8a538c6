import { count, eq } from "drizzle-orm";
import { videoSources } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { type Plan, plan } from "#lib/contract/plan.ts";
import { cardOf, cards } from "#lib/models/cards.ts";
import { currentRoutes } from "#lib/routing/current-routes.ts";
import { planRoute } from "#lib/routing/plan-route.ts";
import { readHealth } from "#lib/routing/read-health.ts";
import type { RouteRequest } from "#lib/routing/route-request.ts";
import { readPrompt } from "./prompts.ts";
import type { VideoRow } from "./transition.ts";

/** Plans a request with the cards, routes and vendors of this installation and what it has lately seen of them. */
export async function planFor(
  ctx: Context,
  request: RouteRequest,
  tried: readonly string[] = [],
): Promise<Plan> {
  return planRoute({
    request,
    cards,
    routes: await currentRoutes(ctx),
    health: await readHealth(ctx),
    connected: new Set(ctx.parts.providers.list().map(({ name }) => name)),
    now: ctx.now(),
    tried,
  });
}

/** The plan kept with the video; undefined for one made before there was a choice. */
export const planOf = (video: Pick<VideoRow, "plan">): Plan | undefined =>
  video.plan === null ? undefined : plan.parse(video.plan);

/**
 * What a stored video asks of a model, without its words. Whether its seed was asked for is not kept: where every
 * model of its plan takes one, so must those that follow.
 */
export async function requestOf(ctx: Context, video: VideoRow): Promise<RouteRequest> {
  const prompt = await readPrompt(ctx, video.id);
  const [sources] = await ctx.db
    .select({ count: count() })
    .from(videoSources)
    .where(eq(videoSources.videoId, video.id));
  const steps = planOf(video)?.steps ?? [];
  return {
    workflowType: video.workflowType,
    aspectRatio: video.aspectRatio,
    durationSeconds: video.durationSeconds,
    tier: video.tier,
    promptLength: prompt?.text.length ?? 0,
    hasNegativePrompt: Boolean(prompt?.negative),
    hasSeed: steps.length > 0 && steps.every(({ model }) => cardOf(model)?.seed),
    audio: video.audio,
    sourceImages: sources?.count ?? 0,
    model: video.modelChoice,
    useCase: video.useCase,
    speed: video.speed,
    fallbackAllowed: video.fallbackAllowed,
    priceMaxMicros: video.priceMaxMicros,
  };
}

import { eq } from "drizzle-orm";
import { z } from "zod";
import { videos } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import { difference } from "#lib/contract/plan.ts";
import { isPermitted } from "#lib/contract/role.ts";
import type { AttemptView, VideoEventView, VideoView } from "#lib/contract/video.ts";
import { cardOf } from "#lib/models/cards.ts";
import { notFound } from "#lib/refusal.ts";
import { lastReview } from "#lib/review/last-review.ts";
import { livePublication } from "#lib/review/live-publication.ts";
import { mayRead } from "./access.ts";
import type { AttemptRow } from "./attempts.ts";
import { estimateFor } from "./estimate.ts";
import { planOf } from "./plan-for.ts";
import { readPrompt } from "./prompts.ts";
import { type EventRow, readHistory, tellStory } from "./read-story.ts";
import { summaryViews } from "./video-views.ts";

const eventView = ({ event, actorName }: EventRow): VideoEventView => ({
  sequence: event.sequence,
  type: event.type,
  previousStatus: event.previousStatus,
  newStatus: event.newStatus,
  source: event.source,
  actor: event.actorId && actorName ? { id: event.actorId, name: actorName } : null,
  message: event.message,
  errorCode: event.errorCode,
  createdAt: event.createdAt.toISOString(),
});

const attemptView = (row: AttemptRow): AttemptView => ({
  number: row.number,
  provider: row.provider,
  model: row.model,
  state: row.state,
  modelName: cardOf(row.model)?.name ?? row.model,
  reason: row.reason,
  differences: z.array(difference).parse(row.differences),
  priceMicros: row.priceMicros,
  latencyMs: row.endedAt ? row.endedAt.getTime() - row.createdAt.getTime() : null,
  costMicros: row.costMicros,
  errorCode: row.failureCode,
  startedAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** One video with everything its viewer may see. An unknown id and somebody else's answer alike. */
export async function getVideo(ctx: Context, { id }: { id: string }): Promise<VideoView> {
  const viewer = permit(ctx, "videos:read");
  const [video] = await ctx.db.select().from(videos).where(eq(videos.id, id));
  if (!video || !mayRead(viewer, video)) throw notFound();
  const reader = {
    isOwner: video.ownerId === viewer.id,
    isAdmin: isPermitted(viewer.role, "system:inspect"),
  };
  const history = await readHistory(ctx, id);
  const [[summary], prompt, estimate, story, review, publication] = await Promise.all([
    summaryViews(ctx, viewer, [video]),
    readPrompt(ctx, id),
    estimateFor(ctx, video.model, video.tier),
    tellStory(ctx, video, history, reader),
    lastReview(ctx, id),
    livePublication(ctx, id),
  ]);
  if (!summary) throw notFound();
  const { modelChoice, useCase, speed, fallbackAllowed, priceMaxMicros } = video;
  return {
    ...summary,
    prompt: prompt ?? null,
    estimate,
    events: history.events.map(eventView),
    story,
    attempts: history.takes.map(attemptView),
    plan: planOf(video) ?? null,
    choice: { model: modelChoice, useCase, speed, fallbackAllowed, priceMaxMicros },
    review,
    publication,
  };
}

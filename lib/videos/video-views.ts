import { asc, count, eq, inArray, sql } from "drizzle-orm";
import { artifacts, assets, attempts, users, videoSources } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { statusCopy } from "#lib/contract/copy.ts";
import { failureCopy, nextStepAfter } from "#lib/contract/failure.ts";
import type { EstimateView } from "#lib/contract/model.ts";
import { titleOf } from "#lib/contract/prompt.ts";
import { isActive } from "#lib/contract/status.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { artifactView } from "#lib/media/artifact-view.ts";
import { assetView } from "#lib/media/asset-view.ts";
import { cardOf } from "#lib/models/cards.ts";
import { actionsFor } from "./access.ts";
import { estimateFor, etaSeconds } from "./estimate.ts";
import { type PromptText, readPrompts } from "./prompts.ts";
import type { VideoRow } from "./transition.ts";

type Related = {
  owners: Map<string, string>;
  prompts: Map<string, PromptText>;
  artifacts: (typeof artifacts.$inferSelect)[];
  sources: { videoId: string; asset: typeof assets.$inferSelect }[];
  takes: Map<string, { count: number; costMicros: number }>;
  estimates: Map<string, EstimateView>;
};

async function estimatesFor(ctx: Context, rows: VideoRow[]): Promise<Map<string, EstimateView>> {
  const running = rows.filter(({ status }) => isActive(status));
  const kinds = new Map(running.map(({ model, tier }) => [`${model} ${tier}`, { model, tier }]));
  const found = await Promise.all(
    [...kinds].map(async ([kind, { model, tier }]) => [kind, await estimateFor(ctx, model, tier)] as const),
  );
  return new Map(found);
}

async function relatedTo(ctx: Context, rows: VideoRow[]): Promise<Related> {
  const ids = rows.map(({ id }) => id);
  const { db } = ctx;
  const [owners, prompts, files, sources, takes, estimates] = await Promise.all([
    db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(
        inArray(
          users.id,
          rows.map(({ ownerId }) => ownerId),
        ),
      ),
    readPrompts(ctx, ids),
    db.select().from(artifacts).where(inArray(artifacts.videoId, ids)).orderBy(asc(artifacts.id)),
    db
      .select({ videoId: videoSources.videoId, asset: assets })
      .from(videoSources)
      .innerJoin(assets, eq(assets.id, videoSources.assetId))
      .where(inArray(videoSources.videoId, ids))
      .orderBy(asc(videoSources.position)),
    db
      .select({
        videoId: attempts.videoId,
        count: count(),
        costMicros: sql<number>`coalesce(sum(${attempts.costMicros}), 0)`.mapWith(Number),
      })
      .from(attempts)
      .where(inArray(attempts.videoId, ids))
      .groupBy(attempts.videoId),
    estimatesFor(ctx, rows),
  ]);
  return {
    owners: new Map(owners.map(({ id, name }) => [id, name])),
    prompts,
    artifacts: files,
    sources,
    takes: new Map(takes.map(({ videoId, ...sums }) => [videoId, sums])),
    estimates,
  };
}

/** Files of the newest take only. */
function currentFiles(video: VideoRow, related: Related): (typeof artifacts.$inferSelect)[] {
  const own = related.artifacts.filter(({ videoId }) => videoId === video.id);
  const newest = own.at(-1)?.attemptId;
  return own.filter(({ attemptId }) => attemptId === newest);
}

function summaryView(ctx: Context, viewer: User, video: VideoRow, related: Related): VideoSummaryView {
  const now = ctx.now();
  const prompt = related.prompts.get(video.id);
  const copy = statusCopy[video.status];
  const code = video.failureCode;
  const takes = related.takes.get(video.id);
  const estimate = related.estimates.get(`${video.model} ${video.tier}`) ?? null;
  const { platform, aspectRatio, width, height, resolution, durationSeconds, seed, audio } = video;
  return {
    id: video.id,
    title: prompt ? titleOf(prompt.text) : null,
    status: video.status,
    statusText: copy.text,
    nextStep: code ? nextStepAfter(code, takes?.costMicros ?? 0) : copy.nextStep,
    failure: code && { code, text: failureCopy[code].text },
    progress: video.progress,
    waitingFor: video.waitingFor,
    etaSeconds: isActive(video.status)
      ? etaSeconds({ ...video, acceptedAt: video.updatedAt }, estimate, now)
      : null,
    workflowType: video.workflowType,
    parameters: { platform, aspectRatio, width, height, resolution, durationSeconds, seed, audio },
    model: video.model,
    modelName: cardOf(video.model)?.name ?? video.model,
    tier: video.tier,
    attemptCount: takes?.count ?? 0,
    owner: { id: video.ownerId, name: related.owners.get(video.ownerId) ?? "" },
    isOwn: video.ownerId === viewer.id,
    actions: actionsFor(viewer, video),
    artifacts: currentFiles(video, related).map((row) => artifactView(row, ctx.parts.links, now)),
    sourceAssets: related.sources
      .filter(({ videoId }) => videoId === video.id)
      .map(({ asset }) => assetView(asset, ctx.parts.links, now)),
    createdAt: video.createdAt.toISOString(),
    updatedAt: video.updatedAt.toISOString(),
    startedAt: video.startedAt?.toISOString() ?? null,
    completedAt: video.completedAt?.toISOString() ?? null,
  };
}

/** Views of rows the viewer may read, in the order of the rows, with a fixed number of queries. */
export async function summaryViews(
  ctx: Context,
  viewer: User,
  rows: VideoRow[],
): Promise<VideoSummaryView[]> {
  if (rows.length === 0) return [];
  const related = await relatedTo(ctx, rows);
  return rows.map((video) => summaryView(ctx, viewer, video, related));
}

import { and, desc, eq, isNull, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { artifacts, publications, reviews, users, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { PublishedVideoView } from "#lib/contract/publication.ts";
import { cardOf } from "#lib/models/cards.ts";
import { notFound } from "#lib/refusal.ts";

const isSlug = (text: string): boolean => /^[a-z0-9-]{1,80}$/.test(text);

const owners = alias(users, "owner");
const reviewers = alias(users, "reviewer");

function livePublications(ctx: Context, filter: SQL | undefined, limit: number) {
  return ctx.db
    .select({
      publication: publications,
      video: videos,
      file: artifacts,
      review: reviews,
      ownerName: owners.name,
      reviewerName: reviewers.name,
    })
    .from(publications)
    .innerJoin(videos, and(eq(videos.id, publications.videoId), eq(videos.status, "published")))
    .innerJoin(artifacts, eq(artifacts.id, publications.artifactId))
    .innerJoin(
      reviews,
      and(
        eq(reviews.videoId, videos.id),
        eq(reviews.decision, "approve"),
        eq(reviews.artifactSha256, artifacts.sha256),
      ),
    )
    .innerJoin(owners, eq(owners.id, videos.ownerId))
    .innerJoin(reviewers, eq(reviewers.id, reviews.reviewerId))
    .where(and(isNull(publications.withdrawnAt), filter))
    .orderBy(desc(publications.id))
    .limit(limit);
}

type Row = Awaited<ReturnType<typeof livePublications>>[number];

function publishedView({
  publication,
  video,
  file,
  review,
  ownerName,
  reviewerName,
}: Row): PublishedVideoView {
  const card = cardOf(video.model);
  const media = `/api/media/p/${publication.slug}`;
  return {
    slug: publication.slug,
    title: publication.title,
    creatorName: ownerName,
    publishedAt: publication.publishedAt.toISOString(),
    model: card?.name ?? video.model,
    provider: card?.vendor ?? "",
    reviewedBy: reviewerName,
    reviewedAt: review.createdAt.toISOString(),
    madeAt: file.createdAt.toISOString(),
    fromImage: video.workflowType === "image-to-video",
    width: file.width,
    height: file.height,
    durationSeconds: file.durationSeconds ?? video.durationSeconds,
    sha256: file.sha256,
    bytes: file.bytes,
    videoUrl: `${media}/video.mp4`,
    posterUrl: `${media}/poster.jpg`,
  };
}

/** What the public page shows. Open to everyone; throws `not_found` for unknown and for withdrawn alike. */
export async function getPublishedVideo(
  ctx: Context,
  { slug }: { slug: string },
): Promise<PublishedVideoView> {
  const [row] = isSlug(slug) ? await livePublications(ctx, eq(publications.slug, slug), 1) : [];
  if (!row) throw notFound();
  return publishedView(row);
}

/** The newest public videos, for the gallery. Open to everyone. */
export async function listPublishedVideos(
  ctx: Context,
  { limit }: { limit: number },
): Promise<PublishedVideoView[]> {
  return (await livePublications(ctx, undefined, limit)).map(publishedView);
}

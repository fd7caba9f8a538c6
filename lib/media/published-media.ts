import { and, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { artifacts, publications, videos } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { notFound } from "#lib/refusal.ts";
import { serveObject } from "./serve-object.ts";

const files = { "video.mp4": "video", "poster.jpg": "poster" } as const;
type PublishedFile = keyof typeof files;

const isPublishedFile = (name: string): name is PublishedFile => Object.hasOwn(files, name);

async function findPublished(ctx: Context, slug: string, file: PublishedFile) {
  const approved = alias(artifacts, "approved");
  const [found] = await ctx.db
    .select({ storageKey: artifacts.storageKey, mimeType: artifacts.mimeType })
    .from(publications)
    .innerJoin(videos, and(eq(videos.id, publications.videoId), eq(videos.status, "published")))
    .innerJoin(approved, eq(approved.id, publications.artifactId))
    .innerJoin(artifacts, and(eq(artifacts.attemptId, approved.attemptId), eq(artifacts.type, files[file])))
    .where(and(eq(publications.slug, slug), isNull(publications.withdrawnAt)))
    .limit(1);
  return found;
}

/** Answers `/api/media/p/<slug>/<file>`. Asked anew each time, so that a withdrawal holds from the next request on. */
export async function openPublishedMedia(
  ctx: Context,
  request: Request,
  { slug, file }: { slug: string; file: string },
): Promise<Response> {
  const found = isPublishedFile(file) ? await findPublished(ctx, slug, file) : undefined;
  if (!found) throw notFound();
  return serveObject(ctx, request, { ...found, cacheControl: "no-cache", sharing: "cross-origin" });
}

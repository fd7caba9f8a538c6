import { eq } from "drizzle-orm";
import { artifacts, videoSources } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { type ArtifactType, artifactTypes } from "#lib/contract/artifact.ts";

type Take = { id: string; videoId: string };

const fileNames: Record<ArtifactType, string> = {
  video: "video.mp4",
  poster: "poster.jpg",
  sprite: "sprite.jpg",
};

/** Where a file of a take lies: named by its attempt, so that collecting again writes the same place. */
export const takeFileKey = (take: Take, type: ArtifactType): string =>
  `videos/${take.videoId}/${take.id}/${fileNames[type]}`;

/**
 * Where a file lies that came instead of a clip, so that an admin can look at it: no row speaks of it, and the walk of
 * the storage removes it after seven days.
 */
export const quarantineKey = (take: Take, sha256: string): string =>
  `quarantine/${take.id}/${sha256.slice(0, 16)}`;

/** Where a source picture lies in the form in which a take's vendor gets it. */
export const takeSourceKey = (take: Take, position: number): string =>
  `videos/${take.videoId}/${take.id}/source-${position}.jpg`;

const takeKey = /^(?:videos\/[^/]+|quarantine)\/(att_[^/]+)\/[^/]+$/;

/** Of which take a stored file is by its name, and whether it was put aside; undefined where it is of none. */
export function takeOfKey(key: string): { attemptId: string; isQuarantine: boolean } | undefined {
  const attemptId = takeKey.exec(key)?.[1];
  return attemptId ? { attemptId, isQuarantine: key.startsWith("quarantine/") } : undefined;
}

/** Removes the pictures that were made for the vendor; the originals stay. */
async function discardTakeSources(ctx: Context, take: Take): Promise<void> {
  const sources = await ctx.db
    .select({ position: videoSources.position })
    .from(videoSources)
    .where(eq(videoSources.videoId, take.videoId));
  for (const { position } of sources) await ctx.parts.storage.remove(takeSourceKey(take, position));
}

/** Removes what a take that came to nothing left in storage. Files that have their rows stay. */
export async function discardTakeFiles(ctx: Context, take: Take): Promise<void> {
  await discardTakeSources(ctx, take);
  const [kept] = await ctx.db
    .select({ id: artifacts.id })
    .from(artifacts)
    .where(eq(artifacts.attemptId, take.id))
    .limit(1);
  if (kept) return;
  for (const type of artifactTypes) await ctx.parts.storage.remove(takeFileKey(take, type));
}

import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { assets, videoSources } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { PictureFormat } from "#lib/contract/model.ts";
import { takeSourceKey } from "./take-files.ts";

export type StoredImage = Pick<
  typeof assets.$inferSelect,
  "id" | "name" | "mimeType" | "bytes" | "storageKey"
>;

/** The whole picture from storage. */
export async function readImage(ctx: Context, { storageKey }: { storageKey: string }): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of await ctx.parts.storage.read(storageKey)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The source images of a video, in their order. */
export const imagesOf = (ctx: Context, videoId: string): Promise<StoredImage[]> =>
  ctx.db
    .select({
      id: assets.id,
      name: assets.name,
      mimeType: assets.mimeType,
      bytes: assets.bytes,
      storageKey: assets.storageKey,
    })
    .from(videoSources)
    .innerJoin(assets, eq(assets.id, videoSources.assetId))
    .where(eq(videoSources.videoId, videoId))
    .orderBy(asc(videoSources.position));

const frameBytesMax = 32 * 1024 * 1024;

/**
 * The picture as the first frame of a take: the middle of it in the format's own size, so that no vendor bends, bars
 * or refuses it. Lies beside the take's files and goes with it.
 */
export async function frameOf(
  ctx: Context,
  take: { id: string; videoId: string },
  image: StoredImage,
  position: number,
  format: PictureFormat,
): Promise<StoredImage> {
  const { storage, inspector } = ctx.parts;
  const folder = await mkdtemp(join(tmpdir(), "dailies-frame-"));
  const original = await storage.localFile(image.storageKey);
  try {
    const path = join(folder, "frame.jpg");
    await inspector.fit(original.path, path, { width: format.width, height: format.height });
    const frame = await storage.put(takeSourceKey(take, position), createReadStream(path), {
      bytesMax: frameBytesMax,
    });
    return { ...image, mimeType: "image/jpeg", bytes: frame.bytes, storageKey: frame.key };
  } finally {
    await original.release();
    await rm(folder, { recursive: true });
  }
}

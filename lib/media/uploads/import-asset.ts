import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { and, eq } from "drizzle-orm";
import { assets } from "#db/schema/asset.ts";
import { type Context, permit, requireSystem, type User } from "#lib/context.ts";
import { assetBytesMax, type UploadResult } from "#lib/contract/asset.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { Refusal } from "#lib/refusal.ts";
import { assetView } from "../asset-view.ts";
import { decodeImage } from "../inspect/inspect.ts";
import type { ImageResult } from "../inspect/protocol.ts";
import { StorageFullError } from "../storage/types.ts";
import { shownName } from "./file-rules.ts";
import { createTurns } from "./turns.ts";

const decodesAtOnce = 2;
/** A re-encoded picture of 40 megapixels stays far below. */
const storedBytesMax = 128 * 1024 * 1024;
const inTurn = createTurns(decodesAtOnce);

type Arrived = { uploadKey: string; name: string; path: string };
type Owner = Pick<User, "id">;
type Image = Extract<ImageResult, { ok: true }>["image"];

const refuse = (code: string, message: string): UploadResult => ({ refusal: { code, message } });

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function findImported(ctx: Context, owner: Owner, key: string): Promise<UploadResult | undefined> {
  const [row] = await ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.uploadKey, key), eq(assets.ownerId, owner.id)));
  return row && { asset: assetView(row, ctx.parts.links, ctx.now()) };
}

async function keep(
  ctx: Context,
  owner: Owner,
  { uploadKey, name, path }: Arrived,
  { image, outPath, originalBytes }: { image: Image; outPath: string; originalBytes: number },
): Promise<UploadResult> {
  const id = newId("asset");
  const storageKey = `assets/${id}.${image.mimeType === "image/webp" ? "webp" : "jpg"}`;
  const stored = await ctx.parts.storage.put(storageKey, createReadStream(outPath), {
    bytesMax: storedBytesMax,
  });
  const [row] = await ctx.db
    .insert(assets)
    .values({
      id,
      ownerId: owner.id,
      name: shownName(name),
      storageKey,
      mimeType: image.mimeType,
      bytes: stored.bytes,
      width: image.width,
      height: image.height,
      sha256: stored.sha256,
      originalBytes,
      originalSha256: await hashOf(path),
      originalMimeType: image.originalMimeType,
      uploadKey,
    })
    .onConflictDoNothing()
    .returning();
  if (row) return { asset: assetView(row, ctx.parts.links, ctx.now()) };
  await ctx.parts.storage.remove(storageKey);
  return (
    (await findImported(ctx, owner, uploadKey)) ?? refuse("conflict", "This file has already been taken.")
  );
}

async function takeOver(ctx: Context, owner: Owner, arrived: Arrived): Promise<UploadResult> {
  const imported = await findImported(ctx, owner, arrived.uploadKey);
  if (imported) return imported;
  const { size: originalBytes } = await stat(arrived.path);
  if (originalBytes > assetBytesMax)
    return refuse("too_large", `The most is ${assetBytesMax / 1024 / 1024} MB; make the picture smaller.`);
  const outPath = join(tmpdir(), `dailies-${randomUUID()}`);
  try {
    const decoded = await inTurn("decode", () => decodeImage(arrived.path, outPath));
    if (!decoded.ok) return refuse(decoded.code, decoded.message);
    return await keep(ctx, owner, arrived, { image: decoded.image, outPath, originalBytes });
  } finally {
    await rm(outPath, { force: true });
  }
}

async function asResult(ctx: Context, work: () => Promise<UploadResult>): Promise<UploadResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.code, error.message);
    if (error instanceof StorageFullError)
      return refuse("disk_full", "The disk of this installation is full. Tell its administrator.");
    log("uploads").error({ err: error, requestId: ctx.requestId }, "an upload could not be taken over");
    return refuse("internal", "The picture could not be taken over. Try again.");
  }
}

/**
 * Makes an asset of a file that arrived: decoded, encoded anew, stored; the original's size, hash and type are kept, its
 * bytes are the caller's to remove. The same upload key gives the same asset. Never throws: a "no" is a value, because
 * the upload library would lose an error.
 */
export const importAsset = (ctx: Context, arrived: Arrived): Promise<UploadResult> =>
  asResult(ctx, async () => takeOver(ctx, permit(ctx, "videos:create"), arrived));

/** The same for a picture that the system made for `owner`. */
export const importMadeAsset = (ctx: Context, owner: Owner, arrived: Arrived): Promise<UploadResult> =>
  asResult(ctx, async () => {
    requireSystem(ctx);
    return takeOver(ctx, owner, arrived);
  });

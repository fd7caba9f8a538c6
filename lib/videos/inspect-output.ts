import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { artifacts } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import type { ArtifactType } from "#lib/contract/artifact.ts";
import { newId } from "#lib/ids.ts";
import type { Still, VideoFacts } from "#lib/media/inspector.ts";
import { recogniseClip } from "#lib/media/outbound/recognise-clip.ts";
import type { StoredObject } from "#lib/media/storage/types.ts";
import type { AttemptRow } from "./attempts.ts";
import { takeFileKey } from "./take-files.ts";

export type ArtifactRow = typeof artifacts.$inferInsert;

const stillBytesMax = 16 * 1024 * 1024;

export class UnplayableError extends Error {}

/** The file is something else than a clip, or a clip that is something else as well. */
export class WrongFileError extends Error {
  override readonly name = "WrongFileError";
}

const rowOf = (
  attempt: AttemptRow,
  type: ArtifactType,
  object: StoredObject,
  mimeType: string,
  size: { width: number; height: number },
): ArtifactRow => ({
  id: newId("artifact"),
  videoId: attempt.videoId,
  attemptId: attempt.id,
  type,
  storageKey: object.key,
  mimeType,
  bytes: object.bytes,
  sha256: object.sha256,
  width: size.width,
  height: size.height,
});

async function storeStill(
  ctx: Context,
  attempt: AttemptRow,
  type: "poster" | "sprite",
  still: Still,
): Promise<ArtifactRow> {
  const object = await ctx.parts.storage.put(takeFileKey(attempt, type), createReadStream(still.path), {
    bytesMax: stillBytesMax,
  });
  return rowOf(attempt, type, object, "image/jpeg", still);
}

async function probe(ctx: Context, path: string): Promise<VideoFacts> {
  const probed = await ctx.parts.inspector.probe(path);
  if (probed.kind === "unreadable") throw new UnplayableError(probed.reason);
  return probed.facts;
}

async function requireClip(path: string): Promise<"video/mp4" | "video/webm"> {
  const found = await recogniseClip(path);
  if (found.kind === "clip") return found.mimeType;
  throw new WrongFileError(`The file that came back is ${found.is}.`);
}

/**
 * Looks at what the stored file is, probes it, makes its stills and returns the rows of all three. Throws
 * `WrongFileError` and `UnplayableError`.
 */
export async function inspectOutput(
  ctx: Context,
  attempt: AttemptRow,
  object: StoredObject,
): Promise<ArtifactRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "dailies-stills-"));
  const file = await ctx.parts.storage.localFile(object.key);
  try {
    const mimeType = await requireClip(file.path);
    const facts = await probe(ctx, file.path);
    const { codec, durationSeconds, frameRate, hasAudio } = facts;
    const video = {
      ...rowOf(attempt, "video", object, mimeType, facts),
      codec,
      durationSeconds,
      frameRate,
      hasAudio,
    };
    const stills = await ctx.parts.inspector.stills(file.path, folder);
    if (stills.kind === "unreadable") throw new UnplayableError(stills.reason);
    if (stills.kind === "undecodable") return [video];
    const poster = await storeStill(ctx, attempt, "poster", stills.poster);
    return [video, poster, await storeStill(ctx, attempt, "sprite", stills.sprite)];
  } finally {
    await file.release();
    await rm(folder, { recursive: true, force: true });
  }
}

import { eq } from "drizzle-orm";
import { attempts, videos } from "#db/schema/index.ts";
import { type Context, requireSystem } from "#lib/context.ts";
import type { Failure } from "#lib/contract/failure.ts";
import { log } from "#lib/log.ts";
import { PackedError } from "#lib/media/outbound/download.ts";
import type { LinkDead } from "#lib/media/outbound/open-place.ts";
import { PlaceRefused } from "#lib/media/outbound/places.ts";
import { StorageFullError, type StoredObject, TooLargeError } from "#lib/media/storage/types.ts";
import type { AttemptRow } from "./attempts.ts";
import { noteFinding } from "./findings.ts";
import { UnplayableError } from "./inspect-output.ts";
import { noteWaiting } from "./note-waiting.ts";
import { openDecision } from "./open-decision.ts";
import { quarantineKey } from "./take-files.ts";

type Uncollected = { kind: "over" } | { kind: "failed"; failure: Failure };

const failed = (code: Failure["code"], message: string, kind: Failure["kind"] = "unknown"): Uncollected => ({
  kind: "failed",
  failure: { kind, code, message },
});

/** No link that the vendor gave works: soon failed, for asking on would only wait. */
export const linksDead = ({ message }: LinkDead): Uncollected =>
  failed("output_missing", message, "transient");

/** Puts a file aside that is no clip, with the reason: an admin may look at it for seven days. */
export async function quarantine(
  ctx: Context,
  attempt: AttemptRow,
  { object, reason }: { object: StoredObject; reason: string },
): Promise<Uncollected> {
  const key = quarantineKey(attempt, object.sha256);
  await ctx.parts.storage.put(key, await ctx.parts.storage.read(object.key), { bytesMax: object.bytes });
  await ctx.parts.storage.remove(object.key);
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "quarantined",
    cause: object.sha256,
    detail: `${reason} It is kept as ${key} for seven days.`,
  });
  return failed("output_quarantined", reason);
}

/** A paid clip is not lost for lying elsewhere: an admin allows the place and adopts it, or closes it. Free ones fail. */
async function refusedPlace(ctx: Context, attempt: AttemptRow, refused: PlaceRefused): Promise<Uncollected> {
  await noteFinding(ctx, {
    attemptId: attempt.id,
    kind: "output_refused",
    cause: `${refused.because} ${refused.host}`,
    detail: refused.message,
  });
  if (attempt.priceMicros === 0) return failed("output_refused", refused.message);
  await openDecision(ctx, { attemptId: attempt.id, reason: "output_refused" });
  return { kind: "over" };
}

/** What an output that could not be collected comes to; where another try may help that is noted, and it is thrown again. */
export async function uncollected(ctx: Context, attempt: AttemptRow, error: unknown): Promise<Uncollected> {
  if (error instanceof PlaceRefused) return refusedPlace(ctx, attempt, error);
  if (error instanceof TooLargeError)
    return failed("output_unreadable", "The file is larger than a clip may be.");
  if (error instanceof PackedError || error instanceof UnplayableError)
    return failed("output_unreadable", error.message);
  if (error instanceof StorageFullError)
    log("videos").error({ attemptId: attempt.id }, "the disk is full; the clip is copied once there is room");
  const detail = "Reading it there or storing it here failed; the log says how.";
  await noteFinding(ctx, { attemptId: attempt.id, kind: "uncopied", cause: "first", detail });
  await noteWaiting(ctx, attempt, "copy");
  throw error;
}

/**
 * What follows where the network or the storage let nothing be copied, however often it was tried: it is tried again
 * later, for the clip is paid for and waits at its vendor; at the video's absolute deadline it counts as missing.
 */
export async function afterUncopied(
  ctx: Context,
  { attemptId }: { attemptId: string },
): Promise<Uncollected | { kind: "pending" }> {
  requireSystem(ctx);
  const [video] = await ctx.db
    .select({ deadlineAt: videos.deadlineAt })
    .from(attempts)
    .innerJoin(videos, eq(videos.id, attempts.videoId))
    .where(eq(attempts.id, attemptId));
  if (!video) throw new Error(`the attempt ${attemptId} is gone`);
  return ctx.now() < video.deadlineAt
    ? { kind: "pending" }
    : failed("output_missing", "The output could not be copied.", "transient");
}

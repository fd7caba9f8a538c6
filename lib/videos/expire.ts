import { and, eq, inArray, lt } from "drizzle-orm";
import { artifacts, idempotencyKeys, videos } from "#db/schema/index.ts";
import { type Context, requireSystem, transact } from "#lib/context.ts";
import { lockVideo, transition } from "./transition.ts";

const unusedDays = 60;
const keyHours = 48;
const batch = 50;
const dayMs = 86_400_000;

async function expireVideo(ctx: Context, videoId: string, before: Date): Promise<string[]> {
  return transact(ctx, async (inner) => {
    const video = await lockVideo(inner, videoId);
    if ((video.status !== "completed" && video.status !== "approved") || video.updatedAt >= before) return [];
    await transition(inner, videoId, {
      event: "expired",
      cause: "unused",
      message: `Nobody used it for ${unusedDays} days; its files were removed`,
    });
    const removed = await inner.db
      .delete(artifacts)
      .where(eq(artifacts.videoId, videoId))
      .returning({ key: artifacts.storageKey });
    return removed.map(({ key }) => key);
  });
}

/** Expires clips that nobody decided on or published for sixty days, and removes their files. */
export async function expireUnused(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const before = new Date(ctx.now().getTime() - unusedDays * dayMs);
  const rows = await ctx.db
    .select({ id: videos.id })
    .from(videos)
    .where(and(inArray(videos.status, ["completed", "approved"]), lt(videos.updatedAt, before)))
    .limit(batch);
  for (const { id } of rows)
    for (const key of await expireVideo(ctx, id, before)) await ctx.parts.storage.remove(key);
  return rows.length;
}

/** Forgets idempotency keys older than two days. */
export async function forgetIdempotencyKeys(ctx: Context): Promise<void> {
  requireSystem(ctx);
  await ctx.db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(ctx.now().getTime() - keyHours * 3_600_000)));
}

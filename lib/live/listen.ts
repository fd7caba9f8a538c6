import { eq } from "drizzle-orm";
import type { Queryable } from "#db/client.ts";
import { users, videos } from "#db/schema/index.ts";
import { type Context, permit, type User } from "#lib/context.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { mayRead } from "#lib/videos/access.ts";
import { openEventStream } from "./event-stream.ts";
import { processTailer } from "./process-tailer.ts";
import { shutdownSignal } from "./shutdown.ts";

/** Facts of an account that a running stream stands on: any change of them ends it. */
async function standing(db: Queryable, userId: string): Promise<string | undefined> {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user || user.suspendedAt) return undefined;
  return JSON.stringify([user.role, user.email, user.passwordHash]);
}

function headersOf(requestId: string): HeadersInit {
  return {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
  };
}

async function listen(ctx: Context, request: Request, viewer: User, videoId?: string): Promise<Response> {
  const headers = headersOf(ctx.requestId);
  if (request.method === "HEAD") return new Response(null, { headers });
  if (shutdownSignal().aborted) throw new Refusal("unavailable", "The app is being restarted.");
  const begun = await standing(ctx.db, viewer.id);
  const body = await openEventStream({
    db: ctx.db,
    tailer: processTailer(ctx.db),
    audience: { viewer, videoId },
    lastEventId: request.headers.get("last-event-id"),
    endings: [request.signal, shutdownSignal()],
    stillAllowed: async () => begun !== undefined && (await standing(ctx.db, viewer.id)) === begun,
  });
  return new Response(body, { headers });
}

/** Answers `GET /api/v1/events`: live messages of every video the viewer may read. */
export const listenToVideos = async (ctx: Context, request: Request): Promise<Response> =>
  listen(ctx, request, permit(ctx, "videos:read"));

/** Answers `GET /api/v1/videos/{id}/events`. An unknown id and somebody else's answer alike. */
export async function listenToVideo(
  ctx: Context,
  request: Request,
  { id }: { id: string },
): Promise<Response> {
  const viewer = permit(ctx, "videos:read");
  const [video] = await ctx.db.select({ ownerId: videos.ownerId }).from(videos).where(eq(videos.id, id));
  if (!video || !mayRead(viewer, video)) throw notFound();
  return listen(ctx, request, viewer, id);
}

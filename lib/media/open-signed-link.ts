import type { Context } from "#lib/context.ts";
import { Refusal } from "#lib/refusal.ts";
import { serveObject } from "./serve-object.ts";

/** Answers `/api/media/o/<key>?…`: the bytes for whoever holds a whole and living link. Throws `link_expired`. */
export async function openSignedLink(
  ctx: Context,
  request: Request,
  { key }: { key: string[] },
): Promise<Response> {
  const now = ctx.now();
  const query = new URL(request.url).searchParams;
  const object = ctx.parts.links.open({ storageKey: key.join("/"), query }, now);
  if (!object)
    throw new Refusal("link_expired", "This link has expired or was altered. Reload the page it came from.");
  const secondsLeft = Math.floor((object.expiresAt.getTime() - now.getTime()) / 1000);
  const cacheControl = `private, max-age=${secondsLeft}, immutable`;
  return serveObject(ctx, request, { ...object, cacheControl, sharing: "same-origin" });
}

import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { LinkedObject, Links, SignedLink } from "./links.ts";

/** A link lives for one to two windows, at most five minutes; within a window it is always the same link. */
const windowSeconds = 150;
const windowsAhead = 2;
const lifeSecondsMax = windowSeconds * windowsAhead;

type Grant = { storageKey: string; mimeType: string; downloadName?: string | undefined; expires: number };

/**
 * Signed links to stored objects: `/api/media/o/<key>?expires=<unix seconds>&type=<mime>[&name=<file>]&signature=…`,
 * HMAC-SHA256 over all of it with a key derived from `secret`. Whoever has a link may read that object until it expires.
 */
export function createLinks({ secret, appUrl }: { secret: string; appUrl: string }): Links {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "dailies media links v1", 32));
  const signatureOf = ({ storageKey, mimeType, downloadName, expires }: Grant): string =>
    createHmac("sha256", key)
      .update(JSON.stringify([storageKey, expires, mimeType, downloadName ?? null]))
      .digest("base64url");

  const sign = (object: Omit<Grant, "expires">, now: Date): SignedLink => {
    const seconds = Math.floor(now.getTime() / 1000);
    const expires = (Math.floor(seconds / windowSeconds) + windowsAhead) * windowSeconds;
    const query = new URLSearchParams({ expires: String(expires), type: object.mimeType });
    if (object.downloadName !== undefined) query.set("name", object.downloadName);
    query.set("signature", signatureOf({ ...object, expires }));
    const url = `/api/media/o/${object.storageKey}?${query}`;
    return { url, expiresAt: new Date(expires * 1000) };
  };

  const open = (storageKey: string, query: URLSearchParams, now: Date): LinkedObject | undefined => {
    const expires = Number(query.get("expires"));
    const mimeType = query.get("type");
    const downloadName = query.get("name") ?? undefined;
    if (!Number.isSafeInteger(expires) || mimeType === null) return undefined;
    const given = Buffer.from(query.get("signature") ?? "");
    const expected = Buffer.from(signatureOf({ storageKey, mimeType, downloadName, expires }));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const left = expires - now.getTime() / 1000;
    if (left <= 0 || left > lifeSecondsMax) return undefined;
    return {
      storageKey,
      mimeType,
      expiresAt: new Date(expires * 1000),
      ...(downloadName !== undefined && { downloadName }),
    };
  };

  return {
    sign,
    signAbsolute(object, now) {
      const { url, expiresAt } = sign(object, now);
      return { url: new URL(url, appUrl).href, expiresAt };
    },
    open: ({ storageKey, query }, now) => open(storageKey, query, now),
  };
}

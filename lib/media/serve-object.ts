import { createHash } from "node:crypto";
import type { Context } from "#lib/context.ts";
import { setBodyLength } from "#lib/http/body-length.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { byteRange } from "./byte-range.ts";
import { isNotModified, rangeApplies } from "./conditions.ts";
import { webStream } from "./web-stream.ts";

export type Served = {
  storageKey: string;
  mimeType: string;
  /** Present: the browser saves the file under this name instead of showing it. */
  downloadName?: string | undefined;
  cacheControl: string;
  sharing: "same-origin" | "cross-origin";
};

/** Bytes that came from outside may be looked at, but never run, frame or load anything. */
const contentPolicy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox allow-same-origin; frame-ancestors 'none'";

const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const disposition = (name: string | undefined): string =>
  name === undefined ? "inline" : `attachment; filename*=UTF-8''${encodeName(name)}`;

/** An object never changes under its key, so that key and size tell versions apart. */
const etagOf = (storageKey: string, bytes: number): string =>
  `"${createHash("sha256").update(storageKey).digest("base64url").slice(0, 22)}-${bytes}"`;

function headersOf(object: Served, etag: string, modifiedAt: Date): Headers {
  return new Headers({
    "accept-ranges": "bytes",
    "cache-control": object.cacheControl,
    "content-disposition": disposition(object.downloadName),
    "content-security-policy": contentPolicy,
    "content-type": object.mimeType,
    "cross-origin-resource-policy": object.sharing,
    etag,
    "last-modified": modifiedAt.toUTCString(),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
}

function unsatisfiable(requestId: string, bytes: number): Response {
  const words = `The file has ${bytes} bytes; the range lies outside.`;
  const response = problemResponse(new Refusal("range_not_satisfiable", words), requestId);
  response.headers.set("content-range", `bytes */${bytes}`);
  return response;
}

/**
 * Answers GET and HEAD for one stored object: whole, a range, or not modified. Throws `not_found` when the bytes are
 * gone and answers 416 itself, because that answer must tell the size.
 */
export async function serveObject(ctx: Context, request: Request, object: Served): Promise<Response> {
  const { storage } = ctx.parts;
  const facts = await storage.stat(object.storageKey);
  if (!facts) throw notFound();
  const { bytes, modifiedAt } = facts;
  const etag = etagOf(object.storageKey, bytes);
  const headers = headersOf(object, etag, modifiedAt);
  if (isNotModified(request.headers, { etag, modifiedAt }))
    return new Response(null, { status: 304, headers });
  setBodyLength(headers, bytes);
  if (request.method === "HEAD") return new Response(null, { status: 200, headers });
  const asked = rangeApplies(request.headers, { etag, modifiedAt }) ? request.headers.get("range") : null;
  const range = byteRange(asked, bytes);
  if (range === "unsatisfiable") return unsatisfiable(ctx.requestId, bytes);
  const content = await storage.read(object.storageKey, range === "all" ? undefined : range);
  const body = webStream(content, request.signal);
  if (range === "all") return new Response(body, { status: 200, headers });
  setBodyLength(headers, range.end - range.start + 1);
  headers.set("content-range", `bytes ${range.start}-${range.end}/${bytes}`);
  return new Response(body, { status: 206, headers });
}

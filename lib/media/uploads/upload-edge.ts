import { createRouteHandler } from "uploadthing/server";
import type { Queryable } from "#db/client.ts";
import { bodyBytesMax, readBytes } from "#lib/http/body.ts";
import { requireOwnSite } from "#lib/http/origin.ts";
import { Refusal } from "#lib/refusal.ts";
import { createIngest, ingestFetch } from "./embedded-ingest.ts";
import { ownOrigin } from "./own-origin.ts";
import type { PartFiles } from "./part-files.ts";
import type { UploadRouter } from "./router.ts";
import type { UploadToken } from "./token.ts";

type Handler = (request: Request) => Promise<Response>;

/** The two doors of uploads: the library's route, and the ingest that its links lead to (absent with the real vendor). */
export type UploadEdge = { handle: Handler; ingest?: (request: Request, key: string) => Promise<Response> };

const originsMax = 16;
const quiet = { logLevel: "Error", logFormat: "json" } as const;

/** Checks what a cookie alone could do, and bounds the body, before the library sees the request. */
async function admitted(request: Request, appUrl: string): Promise<Request> {
  if (request.method === "GET") return request;
  if (!request.headers.has("uploadthing-hook")) requireOwnSite(request.headers, appUrl);
  const body = await readBytes(request, bodyBytesMax);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: new Uint8Array(body),
  });
}

function guarded(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  return new Response(response.body, { status: response.status, headers });
}

/** Uploads through the vendor itself; without a public address it calls back over the stream of the development mode. */
export function createVendorEdge(settings: {
  router: UploadRouter;
  token: string;
  appUrl: string;
  isPublic: boolean;
}) {
  const { router, token, appUrl, isPublic } = settings;
  const handler = createRouteHandler({ router, config: { token, isDev: !isPublic, ...quiet } });
  return {
    handle: async (request) => guarded(await handler(await admitted(request, appUrl))),
  } satisfies UploadEdge;
}

type Embedded = {
  router: UploadRouter;
  token: UploadToken;
  db: Queryable;
  files: PartFiles;
  now: () => Date;
  appUrl: string;
};

/**
 * Uploads into this app. There is one handler for each name the installation is reached under, because a link must carry
 * the name of the page; names that are not ours are refused.
 */
export function createEmbeddedEdge({
  router,
  token,
  db,
  files,
  now,
  appUrl,
}: Embedded): Required<UploadEdge> {
  const at = (origin: string) => {
    const ingestUrl = `${origin}/api/ingest`;
    const callbackUrl = `${origin}/api/uploadthing`;
    const network = ingestFetch({ db, ingestUrl, now });
    const config = { token: token.token, ingestUrl, callbackUrl, isDev: false, fetch: network, ...quiet };
    const handler = createRouteHandler({ router, config });
    return { handler, ingest: createIngest({ handler, db, files, now, ingestUrl, apiKey: token.apiKey }) };
  };
  const known = new Map<string, ReturnType<typeof at>>();
  const reached = (request: Request) => {
    const origin = ownOrigin(request.headers, appUrl);
    if (!origin) throw new Refusal("cross_site", `This installation takes uploads under ${appUrl} only.`);
    const made = known.get(origin) ?? at(origin);
    if (known.size < originsMax) known.set(origin, made);
    return made;
  };
  return {
    handle: async (request) => guarded(await reached(request).handler(await admitted(request, appUrl))),
    ingest: (request, key) => {
      const { ingest } = reached(request);
      return request.method === "HEAD" ? ingest.head(request, key) : ingest.put(request, key);
    },
  };
}

import { z } from "zod";
import { log } from "#lib/log.ts";
import { type Arrived, type IngestParts, takeFile, tellProgress } from "./ingest.ts";
import { signPayload } from "./presigned.ts";
import { expectUploads, findUpload, moveUpload, registration, uploadKey } from "./upload-records.ts";

const callbackResult = z.object({ fileKey: uploadKey, callbackData: z.unknown() });

type Settings = Omit<IngestParts, "announce"> & {
  ingestUrl: string;
  /** The upload library's own handler, which runs the callback of the route. */
  handler: (request: Request) => Promise<Response>;
};

/** The bytes were taken: tells the library as its vendor would, and reads what the callback left in our records. */
async function announce({ handler, db, apiKey, now }: Settings, arrived: Arrived): Promise<unknown> {
  const { upload, claim, key, fileHash, ingestUrl } = arrived;
  const url = `${ingestUrl}/f/${key}`;
  const { name, size, type, customId } = claim;
  const file = {
    key,
    name,
    size,
    type,
    customId,
    fileHash,
    lastModified: now().getTime(),
    url,
    appUrl: url,
    ufsUrl: url,
  };
  const payload = JSON.stringify({ status: "uploaded", origin: ingestUrl, metadata: upload.metadata, file });
  const target = new URL(upload.callbackUrl);
  target.searchParams.set("slug", upload.callbackSlug);
  const answer = await handler(
    new Request(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": signPayload(payload, apiKey),
      },
      body: payload,
    }),
  );
  const after = await findUpload(db, key);
  if (after?.state === "answered") return after.result;
  log("uploads").error({ status: answer.status, uploadId: upload.id }, "the upload callback left no result");
  return undefined;
}

/**
 * The ingest of one origin as the upload library and the browser see it: `fetch` for the library's calls, which stay in
 * this process and are no doors, `head` and `put` for the browser's.
 */
export function createIngest(settings: Settings) {
  const parts: IngestParts = { ...settings, announce: (arrived) => announce(settings, arrived) };
  const { ingestUrl } = settings;
  return {
    head: (request: Request, key: string) => tellProgress(parts, request, { ingestUrl, key }),
    put: (request: Request, key: string) => takeFile(parts, request, { ingestUrl, key }),
  };
}

/** Stands in for the network between the upload library and its vendor. */
export function ingestFetch({
  db,
  ingestUrl,
  now,
}: Pick<Settings, "db" | "ingestUrl" | "now">): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body: unknown = await request.json();
    if (request.url === `${ingestUrl}/route-metadata`) {
      const ok = await expectUploads(db, registration.parse(body));
      return Response.json({ ok }, { status: ok ? 200 : 409 });
    }
    if (request.url === `${ingestUrl}/callback-result`) {
      const { fileKey, callbackData } = callbackResult.parse(body);
      const upload = await findUpload(db, fileKey);
      const end = { state: "answered" as const, result: callbackData ?? null, endedAt: now() };
      const ok = upload !== undefined && (await moveUpload(db, upload.id, "stored", end));
      return Response.json({ ok }, { status: ok ? 200 : 409 });
    }
    return Response.json({ ok: false }, { status: 404 });
  };
}

import type { Queryable } from "#db/client.ts";
import { Refusal } from "#lib/refusal.ts";
import type { PartFiles } from "./part-files.ts";
import { type Presigned, readPresigned } from "./presigned.ts";
import { type Received, receivePart } from "./receive-part.ts";
import { createTurns } from "./turns.ts";
import { findUpload, moveUpload, type UploadRow, uploadKey } from "./upload-records.ts";

export type Arrived = {
  upload: UploadRow;
  claim: Presigned;
  key: string;
  fileHash: string;
  ingestUrl: string;
};

export type IngestParts = {
  db: Queryable;
  files: PartFiles;
  apiKey: string;
  now: () => Date;
  /** Tells the upload library about a whole file; what its callback returned, or undefined when it did not answer. */
  announce(arrived: Arrived): Promise<unknown>;
};

const oneAtATime = createTurns(1);

const said: Record<Exclude<Received, "whole">, Refusal> = {
  interrupted: new Refusal("conflict", "The upload was interrupted; it can go on from where it stopped."),
  too_long: new Refusal("too_large", "More bytes arrived than were announced."),
  not_a_form: new Refusal("unsupported_media_type", "Send the file as the form field “file”."),
  disk_full: new Refusal("unavailable", "The disk of this installation is full. Nothing was kept."),
};

/** Reads the link of a request; throws `bad_signature`, `link_expired` or, where nobody expects the file, `conflict`. */
async function admit(parts: IngestParts, request: Request, ingestUrl: string, given: string) {
  const key = uploadKey.safeParse(given).data;
  const cut = request.url.indexOf("?");
  if (key === undefined || cut < 0) throw new Refusal("bad_signature");
  const rawQuery = request.url.slice(cut + 1);
  const claim = readPresigned({ ingestUrl, key, rawQuery }, parts.apiKey, parts.now());
  if (typeof claim === "string") throw new Refusal(claim);
  const upload = await findUpload(parts.db, key);
  if (!upload) throw new Refusal("conflict", "Nobody expects this file. Choose it again.");
  return { key, claim, upload };
}

/** Answers HEAD: how many bytes have arrived, so that an interrupted upload goes on from there. */
export async function tellProgress(
  parts: IngestParts,
  request: Request,
  { ingestUrl, key }: { ingestUrl: string; key: string },
): Promise<Response> {
  const { upload } = await admit(parts, request, ingestUrl, key);
  const bytes = upload.state === "registered" ? await parts.files.sizeOf(upload.id) : 0;
  return new Response(null, { headers: { "x-ut-range-start": String(bytes), "cache-control": "no-store" } });
}

async function receive(
  parts: IngestParts,
  request: Request,
  upload: UploadRow,
  claim: Presigned,
): Promise<void> {
  const { files, db } = parts;
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.get("range") ?? "")?.[1] ?? 0);
  const have = await files.sizeOf(upload.id);
  if (start !== have)
    throw new Refusal(
      "range_not_satisfiable",
      `${have} bytes have arrived; the rest begins there, not at ${start}.`,
    );
  const received = await receivePart(request, { path: files.pathOf(upload.id), bytesMax: claim.size - have });
  if (received === "interrupted") throw said.interrupted;
  const complete = received === "whole" && (await files.sizeOf(upload.id)) === claim.size;
  if (complete) return;
  await files.remove(upload.id);
  await moveUpload(db, upload.id, "registered", { state: "failed", endedAt: parts.now() });
  throw received === "whole"
    ? new Refusal("invalid_input", "Fewer bytes arrived than were announced.")
    : said[received];
}

/** Answers PUT: takes the bytes, announces the whole file, and holds the answer until the callback has one. */
export function takeFile(
  parts: IngestParts,
  request: Request,
  { ingestUrl, key: given }: { ingestUrl: string; key: string },
): Promise<Response> {
  return oneAtATime(given, async () => {
    const { key, claim, upload } = await admit(parts, request, ingestUrl, given);
    if (upload.state !== "registered") throw new Refusal("conflict", "This file has already been taken.");
    await receive(parts, request, upload, claim);
    const fileHash = await parts.files.seal(upload.id);
    if (!(await moveUpload(parts.db, upload.id, "registered", { state: "stored" })))
      throw new Refusal("conflict", "This upload was given up. Choose the file again.");
    try {
      const serverData = await parts.announce({ upload, claim, key, fileHash, ingestUrl });
      if (serverData === undefined)
        throw new Refusal("internal", "The file was received, but could not be taken over.");
      const url = `${ingestUrl}/f/${key}`;
      return Response.json({ url, appUrl: url, ufsUrl: url, fileHash, serverData });
    } finally {
      await parts.files.remove(upload.id);
      await moveUpload(parts.db, upload.id, "stored", { state: "failed", endedAt: parts.now() });
    }
  });
}

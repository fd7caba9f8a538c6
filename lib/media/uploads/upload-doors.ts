import type { Context } from "#lib/context.ts";
import { notFound } from "#lib/refusal.ts";
import { processUploads } from "./process-uploads.ts";

/** Answers `/api/uploadthing`: what may be uploaded, links for files, the vendor's callbacks. */
export async function openUploadRoute(_ctx: Context, request: Request): Promise<Response> {
  const { handle } = await processUploads();
  return handle(request);
}

/** Answers HEAD and PUT of `/api/ingest/<key>`: the bytes themselves. Not there when a vendor takes the bytes. */
export async function openIngest(
  _ctx: Context,
  request: Request,
  { path }: { path: string[] },
): Promise<Response> {
  const { ingest } = await processUploads();
  const [key, ...rest] = path;
  if (!ingest || key === undefined || rest.length > 0) throw notFound();
  return ingest(request, key);
}

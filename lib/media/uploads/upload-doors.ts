import type { Context } from "#lib/context.ts";
import { problemTypes } from "#lib/contract/problem.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { processUploads } from "./process-uploads.ts";

/**
 * Answers `/api/uploadthing`: what may be uploaded, links for files, the vendor's callbacks. A refusal has the form that
 * the upload library reads, so that its sentence reaches the person.
 */
export async function openUploadRoute(_ctx: Context, request: Request): Promise<Response> {
  const { handle } = await processUploads();
  try {
    return await handle(request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status } = problemTypes[error.code];
    return Response.json({ message: error.message, code: error.code }, { status });
  }
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

import type { Context } from "#lib/context.ts";
import { problemResponse } from "#lib/http/problem-response.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { processUploads } from "./process-uploads.ts";

/**
 * Answers `/api/uploadthing`: what may be uploaded, links for files, the vendor's callbacks. A refusal is a
 * problem that also carries `message`, where the upload library looks for the sentence to show.
 */
export async function openUploadRoute(ctx: Context, request: Request): Promise<Response> {
  const { handle } = await processUploads();
  try {
    return await handle(request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const answer = problemResponse(error, ctx.requestId);
    const body = JSON.stringify({ ...(await answer.json()), message: error.message });
    return new Response(body, { status: answer.status, headers: answer.headers });
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

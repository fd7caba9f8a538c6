import { fileNameOf } from "./source-image.ts";
import type { SourceImage } from "./types.ts";

/** A form with `fields` and, as its last part, a picture named `file`: body and content type of a call. */
export async function multipartOf(
  source: SourceImage,
  fields: Readonly<Record<string, string>>,
): Promise<{ body: Uint8Array; headers: Record<string, string> }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const bytes = new Uint8Array(await source.read());
  form.append("file", new Blob([bytes], { type: source.mimeType }), fileNameOf(source));
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: { "content-type": encoded.headers.get("content-type") ?? "multipart/form-data" },
  };
}

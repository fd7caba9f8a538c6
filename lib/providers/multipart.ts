import { fileNameOf } from "./source-image.ts";
import type { SourceImage } from "./types.ts";

/** A form with `fields` and, as its last part, a picture under `name`: body and content type of a call. */
export async function multipartOf(
  source: SourceImage,
  fields: Readonly<Record<string, string>>,
  name = "file",
): Promise<{ body: Uint8Array; headers: Record<string, string> }> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  const bytes = new Uint8Array(await source.read());
  form.append(name, new Blob([bytes], { type: source.mimeType }), fileNameOf(source));
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: { "content-type": encoded.headers.get("content-type") ?? "multipart/form-data" },
  };
}

import { Refusal } from "#lib/refusal.ts";

export const bodyBytesMax = 64 * 1024;

function tooLarge(): Refusal {
  return new Refusal("too_large", `The body may hold at most ${bodyBytesMax / 1024} KB.`);
}

async function readBounded(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}

/** The JSON of a body of at most 64 KB; a larger one is refused without being read to its end. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal("unsupported_media_type", "Send the body as application/json.");
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytesMax) throw tooLarge();
  const bytes = request.body ? await readBounded(request.body) : new Uint8Array();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError)
      throw new Refusal("malformed_json", "The body is not valid JSON in UTF-8.");
    throw cause;
  }
}

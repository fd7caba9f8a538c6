import { Refusal } from "#lib/refusal.ts";

export const bodyBytesMax = 64 * 1024;

function tooLarge(bytesMax: number): Refusal {
  return new Refusal("too_large", `The body may hold at most ${bytesMax / 1024} KB.`);
}

/** For doors that hand the request to a reader without a bound: the length must be told, and be small. */
export function requireSmallBody(headers: Headers): void {
  const told = headers.get("content-length");
  if (told === null || !(Number(told) <= bodyBytesMax)) throw tooLarge(bodyBytesMax);
}

/** A caller who leaves before the end is no fault of ours; the connection's own error would look like one. */
const cutShort = (): never => {
  throw new Refusal("malformed_json", "The body ended before it was complete.");
};

/**
 * The bytes of a body as they came; one over `bytesMax` is refused without being read to its end. When `signal` aborts,
 * reading ends and its reason is thrown.
 */
export async function readBytes(
  request: Request,
  bytesMax: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
  if (!request.body) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal?.addEventListener("abort", stop, { once: true });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(cutShort);
    signal?.throwIfAborted();
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw tooLarge(bytesMax);
    }
    chunks.push(value);
  }
}

/** The JSON of a body of at most 64 KB; a larger one is refused without being read to its end. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal("unsupported_media_type", "Send the body as application/json.");
  const bytes = await readBytes(request, bodyBytesMax);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError)
      throw new Refusal("malformed_json", "The body is not valid JSON in UTF-8.");
    throw cause;
  }
}

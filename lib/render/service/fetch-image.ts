import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

const bytesMax = 25 * 1024 * 1024;
const timeoutMs = 15_000;

function limiter(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > bytesMax) done(new Error("The image is larger than 25 MB"));
      else done(null, chunk);
    },
  });
}

/**
 * Copies an image to `path`: http(s) only, no redirects, 25 MB and 15 s at most.
 * The bytes are not looked at here; the child decodes them. Throws with the reason, never with the link.
 */
export async function fetchImage(url: string, path: string, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(url, { redirect: "error", signal: limit });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`The image's address answered ${response.status}`);
  }
  if (Number(response.headers.get("content-length") ?? 0) > bytesMax) {
    await response.body.cancel();
    throw new Error("The image is larger than 25 MB");
  }
  await pipeline(
    Readable.from(response.body),
    limiter(),
    createWriteStream(`${path}.part`, { mode: 0o600 }),
    {
      signal: limit,
    },
  );
  await rename(`${path}.part`, path);
}

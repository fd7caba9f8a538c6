import { performance } from "node:perf_hooks";

export type Pace = { windowMs: number; windowBytesMin: number };

/** Bytes came, but so slowly that the file would never be whole. */
export class TooSlowError extends Error {
  override readonly name = "TooSlowError";
}

/**
 * A body as it comes, cut off where less than `windowBytesMin` arrive in `windowMs` of waiting for it. The time that
 * its reader takes does not count.
 */
export async function* paced(body: AsyncIterable<Buffer>, pace: Pace): AsyncGenerator<Buffer, void> {
  const chunks = body[Symbol.asyncIterator]();
  let waitedMs = 0;
  let bytes = 0;
  try {
    for (;;) {
      const began = performance.now();
      const next = await chunks.next();
      waitedMs += performance.now() - began;
      if (next.done) return;
      bytes += next.value.length;
      yield next.value;
      if (waitedMs < pace.windowMs) continue;
      if (bytes < pace.windowBytesMin)
        throw new TooSlowError(`Less than ${pace.windowBytesMin} bytes in ${pace.windowMs} ms.`);
      waitedMs = 0;
      bytes = 0;
    }
  } finally {
    await chunks.return?.();
  }
}

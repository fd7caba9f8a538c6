import type { Readable } from "node:stream";

/**
 * A file stream as the body of an answer: read only as fast as the reader takes it, closed when the reader goes away.
 * `signal` is the request's own, because the server does not cancel the body of an aborted request.
 */
export function webStream(source: Readable, signal: AbortSignal): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const stop = () => source.destroy();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (!done) return controller.enqueue(value);
      signal.removeEventListener("abort", stop);
      controller.close();
    },
    cancel() {
      stop();
    },
  });
}

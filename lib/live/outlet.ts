const waitingBytesMax = 256 * 1024;
const encoder = new TextEncoder();

export type Outlet = {
  body: ReadableStream<Uint8Array>;
  say(text: string): void;
  /** Ends the stream; what was said before still arrives. */
  close(): void;
  closed: AbortSignal;
};

/** A text stream to one listener. Who lets more than 256 KiB wait is cut off, and catches up when it comes back. */
export function createOutlet(): Outlet {
  const closing = new AbortController();
  let sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        sink = controller;
      },
      cancel: () => closing.abort(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: waitingBytesMax }),
  );
  return {
    body,
    closed: closing.signal,
    say(text) {
      if (closing.signal.aborted || !sink) return;
      sink.enqueue(encoder.encode(text));
      if ((sink.desiredSize ?? 0) >= 0) return;
      closing.abort();
      sink.error(new DOMException("The listener does not read.", "AbortError"));
    },
    close() {
      if (closing.signal.aborted) return;
      closing.abort();
      sink?.close();
    },
  };
}

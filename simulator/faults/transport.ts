import type { HttpBindings } from "@hono/node-server";

/** Tells the server that the answer was, or never will be, written by hand. */
export function answered(): Response {
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}

/** Breaks the connection; what was written before is lost or cut short. */
export function breakOff({ outgoing }: HttpBindings): Response {
  outgoing.socket?.resetAndDestroy();
  return answered();
}

/** Resolves when the caller has given up. */
export function neverAnswer({ outgoing }: HttpBindings): Promise<Response> {
  return new Promise((resolve) => {
    if (outgoing.destroyed) resolve(answered());
    else outgoing.once("close", () => resolve(answered()));
  });
}

/** Promises the whole body, sends the first half and breaks the connection. */
export async function cutShort({ outgoing }: HttpBindings, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  outgoing.writeHead(response.status, { ...headers, "content-length": String(Math.max(2, body.length)) });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.socket?.destroy());
  return answered();
}

/** The same answer in crumbs, with a pause between them. */
export async function drip(response: Response, pauseMs: number): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const crumb = Math.max(1, Math.ceil(body.length / 50));
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at >= body.length) return controller.close();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      controller.enqueue(body.slice(at, at + crumb));
      at += crumb;
    },
  });
  return new Response(stream, { status: response.status, headers: response.headers });
}

const block = new Uint8Array(64 * 1024).fill(32);

/** Blank bytes behind `head`: so many, or without an end. */
export function flood(response: Response, head: string, bytesMax: number): Response {
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(head));
    },
    pull(controller) {
      if (sent >= bytesMax) return controller.close();
      sent += block.length;
      controller.enqueue(block.slice());
    },
  });
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.delete("content-range");
  return new Response(stream, { status: response.status, headers });
}

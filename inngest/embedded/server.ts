import http from "node:http";
import type { Logger } from "#lib/log.ts";
import { bodyBytesMax } from "./limits.ts";

export type Answer = { status: number; body: unknown };
export type Incoming = {
  method: string;
  url: URL;
  headers: http.IncomingHttpHeaders;
  body: () => Promise<unknown>;
};
export type Handler = (request: Incoming) => Promise<Answer>;

/** A fault the caller may read, with its status. */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const requestMs = 60_000;
const keepAliveMs = 75_000;

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > bodyBytesMax) throw new HttpError(413, "the body is larger than 40 MiB");
    chunks.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new HttpError(400, "the body is not JSON");
    throw error;
  }
}

async function answer(handler: Handler, request: http.IncomingMessage, log: Logger): Promise<Answer> {
  try {
    const url = URL.parse(request.url ?? "/", "http://engine");
    if (!url) throw new HttpError(400, "the address is not valid");
    const { method = "GET", headers } = request;
    return await handler({ method, url, headers, body: () => readJson(request) });
  } catch (error) {
    if (error instanceof HttpError) return fault(error.status, error.message);
    log.error({ err: error }, "a request failed");
    return fault(500, "internal error");
  }
}

/** The shape in which the SDK expects faults: it reads `status` from the body. */
export const fault = (status: number, error: string): Answer => ({
  status,
  body: { error, status, ids: [] },
});

/** Serves `handler` on loopback. `close` ends idle connections at once and the others within `graceMs`. */
export async function serveHttp(port: number, log: Logger, handler: Handler) {
  const server = http.createServer(
    { requestTimeout: requestMs, keepAliveTimeout: keepAliveMs },
    (request, response) => {
      answer(handler, request, log).then(({ status, body }) => {
        const text = JSON.stringify(body);
        response.writeHead(status, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          ...(!request.complete && { connection: "close" }),
        });
        response.end(text);
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: async (graceMs: number) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

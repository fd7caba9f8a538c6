import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { z } from "zod";

const lengthHeader = "x-body-length";
const started = z.object({ response: z.instanceof(ServerResponse) });

/**
 * Says how long the body will be. Next drops `content-length` from what a route answers, and players and downloads want
 * it, so that it travels under another name until `keepBodyLengths` gives it its own.
 */
export const setBodyLength = (headers: Headers, bytes: number): void =>
  headers.set(lengthHeader, String(bytes));

function renameAtHead(response: ServerResponse): void {
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, args) {
      const bytes = response.getHeader(lengthHeader);
      if (bytes !== undefined) response.removeHeader(lengthHeader);
      if (bytes !== undefined && !response.hasHeader("content-encoding"))
        response.setHeader("content-length", bytes);
      return Reflect.apply(writeHead, self, args);
    },
  });
}

/** Turned on once a process, before the first request. */
export function keepBodyLengths(): void {
  subscribe("http.server.request.start", (message) => {
    const { data } = started.safeParse(message);
    if (data) renameAtHead(data.response);
  });
}

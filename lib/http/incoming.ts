import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { z } from "zod";

const started = z.object({ request: z.instanceof(IncomingMessage) });
const forwarded = "x-forwarded-for";

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** Next fails at an address that is no UTF-8; taken literally it is one that nothing answers to. */
function mendAddress(request: IncomingMessage): void {
  if (request.url && !isDecodable(request.url)) request.url = request.url.replaceAll("%", "%25");
}

/** Next believes an X-Forwarded-For that the caller wrote; without a proxy the last word is the connection's. */
function noteAddress(request: IncomingMessage): void {
  const told = request.headers[forwarded];
  request.headers[forwarded] = [told, request.socket.remoteAddress].flat().filter(Boolean).join(", ");
}

/** Puts each request in order before Next sees it. Turned on once a process, before the first request. */
export function tameRequests({ behindProxy }: { behindProxy: boolean }): void {
  subscribe("http.server.request.start", (message) => {
    const { data } = started.safeParse(message);
    if (!data) return;
    mendAddress(data.request);
    if (!behindProxy) noteAddress(data.request);
  });
}

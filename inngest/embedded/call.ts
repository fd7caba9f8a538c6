import http from "node:http";
import https from "node:https";
import canonicalize from "canonicalize";
import { bodyBytesMax, callMsMax } from "./limits.ts";
import type { Reply } from "./reply.ts";
import { signBody } from "./sign.ts";

/** Nothing was sent: the app is not there. */
export class UnreachableError extends Error {}

const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const agents = {
  "http:": new http.Agent({ keepAlive: true }),
  "https:": new https.Agent({ keepAlive: true }),
};

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

type Request = {
  url: URL;
  method: "POST" | "PUT";
  body: string;
  headers: Record<string, string>;
  signal: AbortSignal;
};

function read(
  response: http.IncomingMessage,
  resolve: (reply: Reply) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) response.destroy(new Error("the answer is larger than 40 MiB"));
    else chunks.push(chunk);
  });
  response.on("error", reject);
  response.on("end", () => {
    const pairs = Object.entries(response.headers).map(([name, value]) => [name, String(value ?? "")]);
    const body = Buffer.concat(chunks).toString("utf8");
    resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(pairs), body });
  });
}

function once({ url, method, body, headers, signal }: Request): {
  reused: () => boolean;
  reply: Promise<Reply>;
} {
  const secure = url.protocol === "https:";
  const { request } = secure ? https : http;
  const sent = request(url, {
    method,
    signal,
    agent: agents[secure ? "https:" : "http:"],
    headers: { ...headers, "content-length": Buffer.byteLength(body) },
  });
  const reply = new Promise<Reply>((resolve, reject) => {
    const limit = setTimeout(() => sent.destroy(new Error("the call took longer than two hours")), callMsMax);
    sent.on("response", (response) => read(response, resolve, reject));
    sent.on("error", reject);
    sent.on("close", () => {
      clearTimeout(limit);
      reject(new Error("the connection closed before the answer was complete"));
    });
    sent.end(body);
  });
  return { reused: () => sent.reusedSocket, reply };
}

/**
 * Sends a signed, canonical body to the app and waits up to two hours for its whole answer. Throws UnreachableError
 * when nothing was sent, and any other Error when the connection broke on the way. A kept connection that the app
 * closed at that moment is replaced once; when that fails too the call may have brought the app down, and counts.
 */
export async function callApp(
  url: URL,
  payload: unknown,
  options: {
    method: "POST" | "PUT";
    signingKey: string;
    headers?: Record<string, string>;
    signal: AbortSignal;
  },
): Promise<Reply> {
  const body = canonicalize(payload) ?? "";
  const headers = {
    "content-type": "application/json",
    "x-inngest-server-kind": "cloud",
    "x-inngest-signature": signBody(body, options.signingKey, Date.now()),
    ...options.headers,
  };
  const request: Request = { url, method: options.method, body, headers, signal: options.signal };
  const first = once(request);
  try {
    return await first.reply;
  } catch (error) {
    if (!(error instanceof Error) || options.signal.aborted) throw error;
    if (unsentCodes.has(codeOf(error))) throw new UnreachableError(error.message);
    if (!first.reused() || codeOf(error) !== "ECONNRESET") throw error;
  }
  return once(request).reply;
}

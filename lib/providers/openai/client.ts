import OpenAI from "openai";
import { Agent, fetch as undiciFetch } from "undici";
import { readWhole } from "../http.ts";

export type OpenAiSettings = { baseUrl: string; apiKey: string };
type Bounds = { totalTimeoutMs: number; responseBytesMax: number };

const connectTimeoutMs = 5_000;

/** A `fetch` that follows no redirect and hands over whole answers only, so that the timeout covers the body too. */
function boundedFetch({ totalTimeoutMs, responseBytesMax }: Bounds) {
  const dispatcher = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: totalTimeoutMs,
    bodyTimeout: totalTimeoutMs,
    pipelining: 0,
  });
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const { method, body, signal } = init;
    if (typeof body !== "string" && body !== undefined && body !== null)
      throw new Error("only JSON is sent to OpenAI");
    const answer = await undiciFetch(input instanceof Request ? input.url : input, {
      method: method ?? "GET",
      headers: [...new Headers(init.headers)],
      body: body ?? null,
      redirect: "manual",
      dispatcher,
      signal: AbortSignal.any([AbortSignal.timeout(totalTimeoutMs), ...(signal ? [signal] : [])]),
    });
    const bytes = await readWhole(answer.body, responseBytesMax);
    const empty = [101, 204, 205, 304].includes(answer.status);
    return new Response(empty ? null : bytes, {
      status: answer.status,
      headers: [...answer.headers],
    });
  };
}

/**
 * The vendor's own client, with what it would do by itself turned off: it sends each call once, reads no environment,
 * writes no log, and ends within its bounds.
 */
export function createOpenAiClient({ baseUrl, apiKey }: OpenAiSettings, bounds: Bounds): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: bounds.totalTimeoutMs,
    logLevel: "off",
    fetch: boundedFetch(bounds),
  });
}

import { z } from "zod";
import { retryAfterMs } from "./backoff.ts";
import { type Operation, operation } from "./operation.ts";
import { verifyBody } from "./sign.ts";

export type RunError = { name: string; message: string; stack?: string };
export type Reply = { status: number; headers: Record<string, string | undefined>; body: string };

/** What the app's answer means. `unreachable` is certain: not one byte of the call was sent. */
export type Outcome =
  | { kind: "operations"; operations: Operation[]; retryable: boolean; afterMs?: number; version?: number }
  | { kind: "completed"; data: unknown; version?: number }
  | { kind: "failed"; error: RunError; retryable: boolean; afterMs?: number; version?: number }
  | { kind: "unreachable"; message: string };

const streamed = z.object({
  status: z.number().int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string(),
});
const serializedError = z.object({
  name: z.string().default("Error"),
  message: z.string(),
  stack: z.string().optional(),
});
const messageMax = 2000;

function parseJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** An error as the SDK serialised it, or the nearest thing to it; `name`, `message` and `stack` are kept whole. */
export function errorOf(value: unknown): RunError {
  const parsed = serializedError.safeParse(value);
  if (parsed.success) return parsed.data;
  const message = typeof value === "string" ? value : JSON.stringify(value);
  return { name: "Error", message: (message ?? "unknown error").slice(0, messageMax) };
}

/** Unpacks a streamed reply (201): its true status and headers arrive inside the body. */
function unstream(reply: Reply): Reply {
  if (reply.status !== 201) return reply;
  const parsed = streamed.safeParse(parseJson(reply.body.trim()));
  if (!parsed.success) return { status: 0, headers: {}, body: "the stream ended without a result" };
  const inner = Object.entries(parsed.data.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...parsed.data, headers: { ...reply.headers, ...Object.fromEntries(inner) } };
}

function genuineFault(reply: Reply, signingKey: string, nowMs: number): string | undefined {
  if (!reply.headers["x-inngest-sdk"])
    return `the answer (HTTP ${reply.status}) did not come from the functions`;
  const signed = verifyBody(reply.headers["x-inngest-signature"], reply.body, signingKey, nowMs);
  return signed ? undefined : `the answer (HTTP ${reply.status}) was not signed with this engine's key`;
}

function readOperations(body: unknown): Operation[] | undefined {
  return z
    .array(operation)
    .min(1)
    .safeParse(Array.isArray(body) ? body : [body]).data;
}

/** Reads the app's answer to one call. Whatever is not a genuine, signed answer is a failure that may be retried. */
export function readReply(received: Reply, signingKey: string, nowMs: number): Outcome {
  const reply = unstream(received);
  const fault = genuineFault(reply, signingKey, nowMs);
  if (fault) return { kind: "failed", error: { name: "BadReply", message: fault }, retryable: true };
  const body = parseJson(reply.body);
  const asked = Number(reply.headers["x-inngest-req-version"]);
  const shared = {
    retryable: reply.headers["x-inngest-no-retry"] !== "true",
    afterMs: retryAfterMs(reply.headers["retry-after"], nowMs),
    version: Number.isInteger(asked) ? asked : undefined,
  };
  if (reply.status === 200) return { kind: "completed", data: body, version: shared.version };
  if (reply.status !== 206) return { kind: "failed", error: errorOf(body), ...shared };
  const operations = readOperations(body);
  if (operations) return { kind: "operations", operations, ...shared };
  const error = { name: "BadReply", message: "the list of operations could not be read" };
  return { kind: "failed", error, retryable: true };
}

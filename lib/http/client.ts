import { z } from "zod";
import type { InputOf, Operation, OutputOf } from "#lib/contract/operation.ts";
import { type OperationName, operations } from "#lib/contract/operations.ts";
import { type Problem, problem } from "#lib/contract/problem.ts";

/** A refusal of the API as it came over the wire; `problem` holds the stable code and the sentence to show. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(refusal: Problem) {
    super(refusal.detail);
    this.name = "ApiError";
    this.problem = refusal;
  }
}

type Operations = typeof operations;
export type ApiInput<Name extends OperationName> = InputOf<Operations[Name], "input">;
export type ApiOutput<Name extends OperationName> = OutputOf<Operations[Name]>;
/** `keepalive` lets the request outlive the page, for what is sent while it is left. */
type CallOptions = { signal?: AbortSignal; idempotencyKey?: string; keepalive?: boolean };

const offline = (detail: string): Problem => ({
  type: "/docs/api#error-unavailable",
  title: "No answer",
  status: 503,
  code: "unavailable",
  detail,
  requestId: "-",
});

const keysOf = (part: z.ZodType | undefined): string[] =>
  part instanceof z.ZodObject ? Object.keys(part.shape) : [];

function locate(operation: Operation, input: Record<string, unknown>): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(input[key])),
  );
  const query = new URLSearchParams();
  for (const key of keysOf(operation.query)) {
    const value = input[key];
    if (value !== undefined && value !== "")
      query.set(key, Array.isArray(value) ? value.join(",") : String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function bodyOf(operation: Operation, input: Record<string, unknown>): string | undefined {
  if (!operation.body) return undefined;
  const elsewhere = new Set([...keysOf(operation.params), ...keysOf(operation.query)]);
  return JSON.stringify(Object.fromEntries(Object.entries(input).filter(([key]) => !elsewhere.has(key))));
}

/** Calls one operation. Throws `ApiError` for every refusal, also when nothing answered. */
export async function call<Name extends OperationName>(
  name: Name,
  input: ApiInput<Name>,
  { signal, idempotencyKey, keepalive = false }: CallOptions = {},
): Promise<ApiOutput<Name>> {
  const operation: Operation = operations[name];
  const given: Record<string, unknown> = z.record(z.string(), z.unknown()).parse(input);
  const body = bodyOf(operation, given);
  const response = await fetch(locate(operation, given), {
    method: operation.method,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
    keepalive,
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
    },
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError(offline("The app does not answer. It is tried again as soon as it is back."));
  });
  const payload: unknown = await response.json().catch(() => undefined);
  if (response.ok) return operation.output.parse(payload) as ApiOutput<Name>;
  const refusal = problem.safeParse(payload);
  throw new ApiError(
    refusal.success ? refusal.data : offline(`The app answered with status ${response.status}.`),
  );
}

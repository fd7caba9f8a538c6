import type { z } from "zod";
import { type RefusalReason, Refused } from "#simulator/dialect.ts";

type Detail = { loc: (string | number)[]; msg: string; type: string; input?: unknown; ctx?: unknown };

/** A body that the model cannot take, in the form of the vendor's model errors. */
export class InvalidInput extends Refused {
  readonly detail: Detail[];
  constructor(detail: Detail[]) {
    super("invalid", detail[0]?.msg ?? "Invalid input");
    this.detail = detail;
  }
}

const typeOf: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  unrecognized_keys: "extra_forbidden",
  invalid_value: "literal_error",
  too_small: "greater_than_equal",
  too_big: "less_than_equal",
};

export function invalidInput(error: z.ZodError, input: unknown): InvalidInput {
  return new InvalidInput(
    error.issues.map((issue) => {
      const missing = issue.code === "invalid_type" && issue.message.includes("undefined");
      return {
        loc: ["body", ...issue.path.map((part) => (typeof part === "number" ? part : String(part)))],
        msg: missing ? "Field required" : issue.message,
        type: missing ? "missing" : (typeOf[issue.code] ?? "value_error"),
        input,
      };
    }),
  );
}

export const policyDetail = (input: unknown): Detail[] => [
  {
    loc: ["body", "prompt"],
    msg: "The content could not be processed because it was flagged by a content checker.",
    type: "content_policy_violation",
    ctx: { extra_info: { reason: "flagged" } },
    input,
  },
];

type Said = { status: number; body: object; headers?: Record<string, string> };

const platform = (status: number, detail: string, type?: string): Said => ({
  status,
  body: { detail, ...(type && { error_type: type }) },
  headers: type ? { "x-fal-error-type": type } : {},
});

const said: Record<RefusalReason, (refused: Refused) => Said> = {
  invalid: (refused) => ({
    status: 422,
    body: {
      detail:
        refused instanceof InvalidInput
          ? refused.detail
          : [{ loc: ["body"], msg: refused.message, type: "value_error" }],
    },
    headers: { "x-fal-retryable": "false" },
  }),
  policy: () => ({
    status: 422,
    body: { detail: policyDetail(undefined) },
    headers: { "x-fal-retryable": "false" },
  }),
  auth: () =>
    platform(401, "Cannot access application. Authentication is required: the key is invalid or missing."),
  balance: () =>
    platform(
      403,
      "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.",
    ),
  rate: () => platform(429, "Too many requests. Slow down."),
  concurrency: () => platform(429, "Too many requests in the queue.", "queue_length_exceeded"),
  missing: (refused) => platform(404, refused.message),
  retired: () => platform(404, "Application not found"),
  server: () => ({
    ...platform(500, "Internal server error", "internal_server_error"),
    headers: { "x-fal-retryable": "true", "x-fal-error-type": "internal_server_error" },
  }),
  overloaded: () => platform(503, "No runner could be scheduled.", "runner_scheduling_failure"),
  timeout: () => ({
    ...platform(504, "Request timed out", "request_timeout"),
    headers: { "x-fal-error-type": "request_timeout", "x-fal-request-timeout-type": "user" },
  }),
};

export function refuse(refused: Refused): Response {
  const { status, body, headers } = said[refused.reason](refused);
  const wait = refused.retryAfterSeconds;
  return Response.json(body, {
    status,
    headers: { ...headers, ...(wait !== undefined && { "retry-after": String(wait) }) },
  });
}

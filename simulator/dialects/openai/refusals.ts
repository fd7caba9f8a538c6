import type { z } from "zod";
import { type RefusalReason, Refused } from "#simulator/dialect.ts";

type Details = { code: string; param?: string | null; type?: string; extra?: object };

/** A 400 whose code or field is known. */
export class OpenAiRefused extends Refused {
  readonly details: Details;
  constructor(message: string, details: Details, reason: RefusalReason = "invalid") {
    super(reason, message);
    this.details = details;
  }
}

export function refuseIssue(error: z.ZodError): OpenAiRefused {
  const issue = error.issues[0];
  const param = issue?.path.join(".") || null;
  if (issue?.code === "unrecognized_keys")
    return new OpenAiRefused(`Unknown parameter: '${issue.keys[0]}'.`, {
      code: "unknown_parameter",
      param: issue.keys[0] ?? null,
    });
  if (issue?.code === "invalid_type" && issue.message.includes("undefined"))
    return new OpenAiRefused(`Missing required parameter: '${param}'.`, {
      code: "missing_required_parameter",
      param,
    });
  return new OpenAiRefused(`Invalid value: ${issue?.message ?? "not understood"}`, {
    code: issue?.code === "invalid_type" ? "invalid_type" : "invalid_value",
    param,
  });
}

type Said = { status: number; type: string; code: string | null; message?: string; extra?: object };

const said: Record<RefusalReason, Said> = {
  invalid: { status: 400, type: "invalid_request_error", code: "invalid_value" },
  policy: {
    status: 400,
    type: "image_generation_user_error",
    code: "moderation_blocked",
    message: "Your request was rejected by the safety system.",
    extra: { moderation_details: { moderation_stage: "input", categories: ["violence"] } },
  },
  auth: {
    status: 401,
    type: "invalid_request_error",
    code: "invalid_api_key",
    message: "Incorrect API key provided.",
  },
  balance: {
    status: 429,
    type: "insufficient_quota",
    code: "insufficient_quota",
    message: "You exceeded your current quota, please check your plan and billing details.",
  },
  rate: {
    status: 429,
    type: "rate_limit_error",
    code: "rate_limit_exceeded",
    message: "Rate limit reached for requests.",
  },
  concurrency: {
    status: 429,
    type: "rate_limit_error",
    code: "slow_down",
    message: "Too many requests at once.",
  },
  missing: { status: 404, type: "invalid_request_error", code: null },
  retired: {
    status: 404,
    type: "invalid_request_error",
    code: "model_not_found",
    message: "The model does not exist or you do not have access to it.",
  },
  server: {
    status: 500,
    type: "server_error",
    code: null,
    message: "The server had an error while processing your request.",
  },
  overloaded: {
    status: 503,
    type: "service_unavailable_error",
    code: "server_is_overloaded",
    message: "The server is overloaded.",
  },
  timeout: { status: 500, type: "server_error", code: null, message: "The request timed out." },
};

export function refuse(refused: Refused): Response {
  const { status, type, code, message, extra } = said[refused.reason];
  const details = refused instanceof OpenAiRefused ? refused.details : undefined;
  const wait = refused.retryAfterSeconds;
  const error = {
    message: details ? refused.message : (message ?? refused.message),
    type: details?.type ?? type,
    param: details?.param ?? null,
    code: details?.code ?? code,
    ...(details ? details.extra : extra),
  };
  return Response.json(
    { error },
    { status, headers: wait === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(wait))) } },
  );
}

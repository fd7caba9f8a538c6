import { APIConnectionError, APIError } from "openai";
import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { retryAfterSeconds } from "../http.ts";
import { bareStatusVerdict, failureOf, quote, type Verdict, verdicts } from "../verdicts.ts";

/** `error.code` speaks before the status does, because bills that are not paid come as 429 like rate limits do. */
const byCode: Readonly<Record<string, Verdict>> = {
  moderation_blocked: verdicts.policy,
  content_policy_violation: verdicts.policy,
  invalid_api_key: verdicts.auth,
  insufficient_quota: verdicts.quota,
  credit_balance_exhausted: verdicts.quota,
  billing_hard_limit_reached: verdicts.quota,
  organization_spend_limit_exceeded: verdicts.quota,
  project_spend_limit_exceeded: verdicts.quota,
  organization_usage_limit_exceeded: verdicts.quota,
  rate_limit_exceeded: verdicts.busy,
  slow_down: verdicts.busy,
  server_is_overloaded: verdicts.unavailable,
};

const byStatus: Readonly<Record<number, Verdict>> = {
  404: verdicts.invalid,
  500: verdicts.unknown,
  503: verdicts.unavailable,
};

/** The vendor's own error body; another one comes from a proxy on the way and proves nothing. */
const vendorBody = z.object({
  message: z.string(),
  code: z.string().nullish(),
  type: z.string().nullish(),
});

const unsent =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)\b/;

function codesOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const own = "code" in error && typeof error.code === "string" ? error.code : "";
  return `${own} ${codesOf(error.cause)}`;
}

function ofAnswer(error: APIError, status: number, prompt: string, now: Date): Failure {
  const body = vendorBody.safeParse(error.error).data;
  const wait = error.headers ? retryAfterSeconds(error.headers, now) : undefined;
  const verdict = body && (byCode[body.code ?? ""] ?? byCode[body.type ?? ""] ?? byStatus[status]);
  const said = quote(body?.message, [prompt]);
  return failureOf(verdict ?? bareStatusVerdict(status), `OpenAI answered ${status}.${said}`, wait);
}

/** What an error of the vendor's client comes to. An answer that never came is ambiguous unless nothing was sent. */
export function openAiFailure(error: unknown, prompt: string, now: Date): Failure {
  if (error instanceof APIConnectionError) {
    const verdict = unsent.test(codesOf(error)) ? verdicts.unavailable : verdicts.ambiguous;
    return failureOf(verdict, "OpenAI did not answer.");
  }
  if (error instanceof APIError && error.status !== undefined)
    return ofAnswer(error, error.status, prompt, now);
  return failureOf(verdicts.ambiguous, "OpenAI's answer could not be read.");
}

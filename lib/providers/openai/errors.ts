import { APIConnectionError, APIError } from "openai";
import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { isUnsent, retryAfterSeconds } from "../http.ts";
import { lookUp } from "../look-up.ts";
import { quoteVendor } from "../quote.ts";
import type { Verdict } from "../submit-once.ts";
import { verdicts } from "../verdicts.ts";

const { ambiguous, auth, busy, invalid, policy, quota, unknown } = verdicts;

/** `error.code` speaks before the status does, because bills that are not paid come as 429 like rate limits do. */
const byCode: Readonly<Record<string, Verdict>> = {
  moderation_blocked: policy,
  content_policy_violation: policy,
  invalid_api_key: auth,
  insufficient_quota: quota,
  credit_balance_exhausted: quota,
  billing_hard_limit_reached: quota,
  organization_spend_limit_exceeded: quota,
  project_spend_limit_exceeded: quota,
  organization_usage_limit_exceeded: quota,
  rate_limit_exceeded: busy,
  slow_down: busy,
  server_is_overloaded: busy,
};

const byStatus: Readonly<Record<number, Verdict>> = {
  400: invalid,
  401: auth,
  403: auth,
  404: invalid,
  413: invalid,
  415: invalid,
  422: invalid,
  429: busy,
  500: unknown,
  503: busy,
};

/** The vendor's own error body; another one comes from a proxy on the way and proves nothing. */
const vendorBody = z.object({ message: z.string(), code: z.string().nullish(), type: z.string().nullish() });

function ofAnswer(error: APIError, status: number, prompt: string, now: Date): Failure {
  const body = vendorBody.safeParse(error.error).data;
  const bare = status >= 500 ? ambiguous : (byStatus[status] ?? unknown);
  const meaning = body && (lookUp(byCode, body.code) ?? lookUp(byCode, body.type) ?? byStatus[status]);
  const wait = error.headers ? retryAfterSeconds(error.headers, now) : undefined;
  return {
    ...(meaning ?? bare),
    message: body ? quoteVendor("OpenAI", body.message, prompt) : `OpenAI answered ${status}.`,
    ...(wait !== undefined && { retryAfterSeconds: wait }),
  };
}

/** What an error of the vendor's client comes to. An answer that never came is ambiguous unless nothing was sent. */
export function openAiFailure(error: unknown, prompt: string, now: Date): Failure {
  if (error instanceof APIConnectionError)
    return { ...(isUnsent(error) ? busy : ambiguous), message: "OpenAI did not answer." };
  if (error instanceof APIError && error.status !== undefined)
    return ofAnswer(error, error.status, prompt, now);
  return { ...ambiguous, message: "OpenAI's answer could not be read." };
}

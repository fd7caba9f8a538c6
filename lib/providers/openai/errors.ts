import { APIConnectionError, APIError } from "openai";
import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { retryAfterSeconds } from "../http.ts";

type Meaning = Pick<Failure, "kind" | "code">;

const invalid: Meaning = { kind: "invalid", code: "provider_rejected_input" };
const policy: Meaning = { kind: "policy", code: "provider_refused_policy" };
const quota: Meaning = { kind: "quota", code: "provider_quota" };
const auth: Meaning = { kind: "auth", code: "provider_auth" };
const busy: Meaning = { kind: "transient", code: "provider_unavailable" };
const unclear: Meaning = { kind: "ambiguous", code: "submit_ambiguous" };
const unknown: Meaning = { kind: "unknown", code: "provider_failed" };

/** `error.code` speaks before the status does, because bills that are not paid come as 429 like rate limits do. */
const byCode: Readonly<Record<string, Meaning>> = {
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

const byStatus: Readonly<Record<number, Meaning>> = {
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

const unsent =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)\b/;
const quotedMax = 200;
const tellingLength = 24;

function codesOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const own = "code" in error && typeof error.code === "string" ? error.code : "";
  return `${own} ${codesOf(error.cause)}`;
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** The vendor's words on one line; none where they repeat the prompt. */
function quoted(said: string, prompt: string): string {
  const text = oneLine(said);
  const repeats = text.toLowerCase().includes(oneLine(prompt).slice(0, tellingLength).toLowerCase());
  return text === "" || repeats ? "" : ` “${text.slice(0, quotedMax)}”`;
}

function ofAnswer(error: APIError, status: number, prompt: string, now: Date): Failure {
  const body = vendorBody.safeParse(error.error).data;
  const bare = status >= 500 ? unclear : (byStatus[status] ?? unknown);
  const meaning = body && (byCode[body.code ?? ""] ?? byCode[body.type ?? ""] ?? byStatus[status]);
  const wait = error.headers ? retryAfterSeconds(error.headers, now) : undefined;
  return {
    ...(meaning ?? bare),
    message: `OpenAI answered ${status}.${body ? quoted(body.message, prompt) : ""}`,
    ...(wait !== undefined && { retryAfterSeconds: wait }),
  };
}

/** What an error of the vendor's client comes to. An answer that never came is ambiguous unless nothing was sent. */
export function openAiFailure(error: unknown, prompt: string, now: Date): Failure {
  if (error instanceof APIConnectionError)
    return { ...(unsent.test(codesOf(error)) ? busy : unclear), message: "OpenAI did not answer." };
  if (error instanceof APIError && error.status !== undefined)
    return ofAnswer(error, error.status, prompt, now);
  return { ...unclear, message: "OpenAI's answer could not be read." };
}

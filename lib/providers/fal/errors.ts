import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import { lookUp } from "../look-up.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { auth, busy, failed, invalid, notStarted, policy, quota, timeout, unavailable, unknown } = verdicts;

/** Error types of models and of the platform (fal docs, "Model errors" and "Request errors", read 2026-11-20). */
export const typeVerdicts: Readonly<Record<string, Verdict>> = {
  content_policy_violation: policy,
  missing: invalid,
  value_error: invalid,
  one_of: invalid,
  greater_than: invalid,
  less_than_equal: invalid,
  sequence_too_long: invalid,
  image_too_small: invalid,
  image_too_large: invalid,
  image_load_error: invalid,
  file_too_large: invalid,
  unsupported_image_format: invalid,
  video_duration_too_long: invalid,
  face_detection_error: invalid,
  feature_not_supported: invalid,
  file_download_error: invalid,
  no_media_generated: failed,
  downstream_service_error: unknown,
  internal_server_error: failed,
  downstream_service_unavailable: failed,
  generation_timeout: timeout,
  request_timeout: timeout,
  startup_timeout: timeout,
  runner_scheduling_failure: failed,
  runner_connection_timeout: failed,
  runner_connection_refused: failed,
  runner_disconnected: failed,
};

/** Statuses where no type is told, or where it is new. */
const statusVerdicts: Readonly<Record<number, Verdict>> = {
  400: invalid,
  401: auth,
  402: quota,
  403: auth,
  404: invalid,
  422: invalid,
  429: busy,
  503: unavailable,
};

const lockedText = /exhausted balance|user is locked/i;

const modelFault = z.object({
  msg: z.string().catch(""),
  type: z.string().catch(""),
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
});
const errorSchema = z.object({
  detail: z.union([z.string(), z.array(modelFault).min(1)]),
  error_type: z.string().optional().catch(undefined),
});

export type FalError = { type: string | undefined; said: string };

/** Either of fal's error bodies: a list of the model's faults, or one sentence of the platform. The input is left out. */
export function falError(json: unknown, headers?: Headers): FalError | undefined {
  const body = errorSchema.safeParse(json).data;
  if (!body) return undefined;
  const told = headers?.get("x-fal-error-type") ?? undefined;
  if (typeof body.detail === "string") return { type: body.error_type ?? told, said: body.detail };
  const fault = body.detail.find(({ type }) => type === "content_policy_violation") ?? body.detail[0];
  const place = fault?.loc.filter((part) => part !== "body").join(".");
  return { type: fault?.type || told, said: place ? `${place}: ${fault?.msg ?? ""}` : (fault?.msg ?? "") };
}

/** The platform's own word on whether the same request may be sent again, in its newer and its older header. */
function isRetryable(headers: Headers | undefined): boolean | undefined {
  const told = headers?.get("x-fal-retryable") ?? headers?.get("x-fal-needs-retry");
  return told ? told === "true" || told === "1" : undefined;
}

/** Why a finished request came to nothing. `status` is the model's own, where it is known. */
export function requestFailure(error: FalError, status: number | undefined, headers?: Headers): Failure {
  const isOurs = headers?.get("x-fal-request-timeout-type") === "user";
  if (isOurs)
    return { ...notStarted, message: "fal did not begin the job before the time it was given had passed." };
  const told =
    lookUp(typeVerdicts, error.type) ?? (status === undefined ? undefined : statusVerdicts[status]);
  const retryable = isRetryable(headers);
  const isTechnical = told === undefined || told === unknown || told.kind === "transient";
  if (!isTechnical || retryable === undefined) return failureOf("fal", told ?? failed, error.said);
  return failureOf("fal", retryable ? { ...failed, code: told?.code ?? failed.code } : unknown, error.said);
}

/** What a refused submission says; undefined where the body is not fal's own, or a 5xx leaves the outcome open. */
export function verdictOf({ status, json, headers }: VendorAnswer): Verdict | undefined {
  const error = falError(json, headers);
  if (!error) return undefined;
  const { type, said } = error;
  if (status === 403 && lockedText.test(said)) return { ...quota, said };
  const isRefusal = status < 500 || status === 503;
  const verdict = status === 503 ? unavailable : (lookUp(typeVerdicts, type) ?? statusVerdicts[status]);
  return isRefusal && verdict ? { ...verdict, said } : undefined;
}

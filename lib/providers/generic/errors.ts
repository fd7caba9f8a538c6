import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import { lookUp } from "../look-up.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { ambiguous, auth, failed, invalid, policy, quota, timeout, unavailable, misconfigured } = verdicts;

/** Refusals of the contract in docs/generic-provider.md. After `internal_error` the same key is sent again. */
export const genericVerdicts: Readonly<Record<string, Verdict>> = {
  invalid_request: invalid,
  unauthorized: auth,
  insufficient_balance: quota,
  forbidden: auth,
  not_found: misconfigured,
  idempotency_conflict: ambiguous,
  payload_too_large: invalid,
  safety_violation: policy,
  rate_limited: unavailable,
  internal_error: ambiguous,
  overloaded: unavailable,
};

/** What `errorCode` of a failed job comes to; a code that is not in the table is a technical failure. */
export const jobVerdicts: Readonly<Record<string, Verdict>> = {
  safety_violation: policy,
  invalid_source_asset: invalid,
  internal_error: failed,
  worker_timeout: timeout,
  overloaded: failed,
  expired: timeout,
};

const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string().catch("") }),
  reason: z.string().nullish(),
});

/** What a refused submission says; undefined where the body is not the contract’s own or its code is not known. */
export function genericVerdict({ json }: VendorAnswer): Verdict | undefined {
  const body = errorBody.safeParse(json).data;
  if (!body) return undefined;
  const { code, message: said } = body.error;
  const verdict = body.reason === "safety_violation" ? policy : lookUp(genericVerdicts, code);
  return verdict && { ...verdict, said };
}

/** Why a job failed; a code that is not known is technical. */
export const jobFailure = (errorCode: string | null | undefined, said: string | null | undefined): Failure =>
  failureOf("The service", lookUp(jobVerdicts, errorCode) ?? failed, said);

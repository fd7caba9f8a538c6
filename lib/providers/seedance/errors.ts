import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { ambiguous, auth, failed, invalid, policy, quota, unavailable, misconfigured } = verdicts;

/**
 * ModelArk's error codes, from its page "error codes" (1299023) of 2026-10; the first row that fits decides. Money and
 * rate share 429. A model that is not open or not known is our setting and not the request's fault.
 */
const arkVerdicts: readonly (readonly [RegExp, Verdict])[] = [
  [/SensitiveContentDetected|RiskDetection$|^ContentSecurityDetectionError$/, policy],
  [/^InvalidParameter\.DownloadFailed$/, unavailable],
  [/^(MissingParameter|InvalidParameter)(\.|$)/, invalid],
  [/^(AuthenticationError|AccessDenied|InvalidAccountStatus|OperationDenied)(\.|$)/, auth],
  [/^(AccountOverdueError|QuotaExceeded|SetLimitExceeded)(\.|$)/, quota],
  [/RateLimitExceeded(\.|$)|^(RequestBurstTooFast|ServerOverloaded|InflightBatchsizeExceeded)$/, unavailable],
  [/^(InvalidEndpoint|InvalidEndpointOrModel)\.|^ModelNotOpen$/, misconfigured],
  [/^InternalServiceError$/, ambiguous],
];

const rowOf = (code: string): Verdict | undefined => arkVerdicts.find(([pattern]) => pattern.test(code))?.[1];

const arkError = z.object({ code: z.string(), message: z.string().catch("") });
const errorBody = z.object({ error: arkError });

/** What a refused submission says; undefined where the body is not ModelArk’s own or its code is not known. */
export function arkVerdict({ json }: VendorAnswer): Verdict | undefined {
  const error = errorBody.safeParse(json).data?.error;
  const verdict = error && rowOf(error.code);
  return verdict && { ...verdict, said: error.message };
}

const stopping = new Set<string>(["policy", "invalid", "quota", "auth"]);

/** An accepted task that failed is a technical matter unless its code says something better. */
export function arkTaskFailure(error: z.infer<typeof arkError> | null | undefined): Failure {
  const verdict = rowOf(error?.code ?? "");
  const cause = verdict && stopping.has(verdict.kind) ? verdict : failed;
  return failureOf("Seedance", cause, error?.message);
}

export const arkTaskError = arkError.nullish();

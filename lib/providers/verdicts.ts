import type { Failure } from "#lib/contract/failure.ts";
import { quoteVendor } from "./quote.ts";
import type { Verdict } from "./submit-once.ts";
import type { SubmitOutcome } from "./types.ts";

/** What a vendor's word can come to; error tables point here. */
export const verdicts = {
  invalid: { kind: "invalid", code: "provider_rejected_input" },
  policy: { kind: "policy", code: "provider_refused_policy" },
  quota: { kind: "quota", code: "provider_quota" },
  auth: { kind: "auth", code: "provider_auth" },
  busy: { kind: "transient", code: "provider_unavailable" },
  unavailable: { kind: "transient", code: "provider_unavailable" },
  failed: { kind: "transient", code: "provider_failed" },
  timeout: { kind: "transient", code: "provider_timeout" },
  ambiguous: { kind: "ambiguous", code: "submit_ambiguous" },
  unknown: { kind: "unknown", code: "provider_failed" },
  /** The vendor has no such model or door: our settings, and not the creator's request. */
  misconfigured: { kind: "unknown", code: "provider_unavailable" },
  notStarted: { kind: "unknown", code: "provider_timeout" },
  outputMissing: { kind: "unknown", code: "output_missing" },
} as const satisfies Record<string, Verdict>;

/** A row of an error table, as a failure that may quote the vendor. */
export function failureOf(label: string, { kind, code }: Verdict, said: string | null | undefined): Failure {
  return { kind, code, message: quoteVendor(label, said) };
}

type Charge = { chargedMicros?: number };

/** What a vendor says it takes for a job without a film, micro-USD; nothing where it does not say. */
export const charged = (micros: number | null | undefined): Charge =>
  typeof micros === "number" && micros > 0 ? { chargedMicros: micros } : {};

/** A finished job whose file is not there, and what the vendor says it takes for it. */
export const withoutOutput = (label: string, costMicros: number | null = null): Failure => ({
  ...verdicts.outputMissing,
  message: `${label} finished the job without a file.`,
  ...charged(costMicros),
});

export const refusedAs = (
  verdict: Verdict,
  message: string,
): Extract<SubmitOutcome, { kind: "refused" }> => ({
  kind: "refused",
  failure: { ...verdict, message },
});

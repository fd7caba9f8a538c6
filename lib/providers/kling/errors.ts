import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { ambiguous, auth, invalid, policy, quota, unavailable, misconfigured } = verdicts;

/**
 * Kling's error codes, from its "error codes" page of 2026-09. The code decides and never the HTTP status: money, rate
 * and permission share 429. 5000 and 5002 may hide an accepted task; 1202 and 1203 are our settings, not the request.
 */
const klingVerdicts: Readonly<Record<number, Verdict>> = {
  1000: auth,
  1001: auth,
  1002: auth,
  1003: auth,
  1004: auth,
  1100: quota,
  1101: quota,
  1102: quota,
  1103: auth,
  1200: invalid,
  1201: invalid,
  1202: misconfigured,
  1203: misconfigured,
  1300: policy,
  1301: policy,
  1302: unavailable,
  1303: unavailable,
  1304: auth,
  5000: ambiguous,
  5001: unavailable,
  5002: ambiguous,
};

export const klingError = z.object({
  code: z.int().refine((code) => code !== 0),
  message: z.string().catch(""),
});

/** Our attempt id is taken: an earlier submission of ours did arrive. */
const duplicateText = /already exists?\b/i;

/** What a refused submission says; undefined where the body is not Kling’s own or its code is not known. */
export function klingVerdict({ json }: VendorAnswer): Verdict | undefined {
  const error = klingError.safeParse(json).data;
  if (!error) return undefined;
  const { code, message: said } = error;
  if (code === 1201 && duplicateText.test(said)) return { ...ambiguous, said };
  const verdict = klingVerdicts[code];
  return verdict && { ...verdict, said };
}

const policyText = /risk control|sensitive|polic(y|ies)|moderation|content security|copyright/i;

/** A failed task carries only a text: what names its safety rules is policy, all else technical. */
export function klingTaskFailure(text: string): Failure {
  return failureOf("Kling", policyText.test(text) ? policy : verdicts.failed, text);
}

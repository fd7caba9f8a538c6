import { z } from "zod";
import { type VendorAnswer, waitSeconds } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { verdicts } from "../verdicts.ts";

const { auth, busy, invalid, policy, quota, unavailable } = verdicts;

/** Words of Google's safety filters in free text; no list of them is published, so they are matched softly. */
export const policyText =
  /\b(safety|polic(y|ies)|usage guidelines|prohibited|blocked|sensitive|responsible ai|harm\w*|violat\w+|recitation)\b/i;

/** HTTP status or named status of a refused call, first match decides (Google AI docs, "Troubleshooting", 2026-11). */
const googleVerdicts: readonly {
  status?: number;
  name?: string;
  text?: RegExp;
  verdict: Verdict;
}[] = [
  { text: /API[ _]key not valid|API_KEY_INVALID|invalid_grant/i, verdict: auth },
  { status: 401, verdict: auth },
  { status: 402, verdict: quota },
  { status: 403, verdict: auth },
  { name: "failed_precondition", verdict: auth },
  { status: 400, text: policyText, verdict: policy },
  { status: 400, verdict: invalid },
  { status: 404, verdict: invalid },
  { status: 413, verdict: invalid },
  { status: 429, text: /PerDay|spend|billing|prepa(id|yment)/i, verdict: quota },
  { status: 429, verdict: busy },
  { status: 503, verdict: unavailable },
];

const detail = z.object({
  "@type": z.string().catch(""),
  reason: z.string().optional().catch(undefined),
  retryDelay: z.string().optional().catch(undefined),
  violations: z
    .array(z.object({ quotaId: z.string().catch("") }))
    .optional()
    .catch(undefined),
});
const errorSchema = z.object({
  code: z.union([z.number(), z.string()]).optional(),
  message: z.string().catch(""),
  status: z.string().optional().catch(undefined),
  details: z.array(detail).catch([]),
});
const envelope = z.object({ error: errorSchema });
const envelopes = z.union([envelope, z.array(envelope).min(1)]);
export type GoogleError = z.infer<typeof errorSchema>;

/** The error in either of Google's envelopes: an object, or an array around it as its front end answers. */
export function googleError(json: unknown): GoogleError | undefined {
  const found = envelopes.safeParse(json).data;
  return Array.isArray(found) ? found[0]?.error : found?.error;
}

/** Seconds of a protobuf duration such as "31s" or "0.5s", rounded up. */
export function durationSeconds(text: string | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text ?? "")?.[1];
  return seconds === undefined ? undefined : waitSeconds(Number(seconds));
}

/** What a refused call says; undefined where the body is not Google's own, or a 5xx leaves the outcome open. */
export function verdictOf({ status, json }: VendorAnswer): Verdict | undefined {
  const error = googleError(json);
  if (!error) return undefined;
  const { message, details } = error;
  const name = (error.status ?? String(error.code ?? "")).toLowerCase();
  const told = [
    message,
    ...details.flatMap(({ reason, violations }) => [
      reason ?? "",
      ...(violations ?? []).map(({ quotaId }) => quotaId),
    ]),
  ].join(" ");
  const row = googleVerdicts.find(
    (rule) =>
      (rule.status === undefined || rule.status === status) &&
      (rule.name === undefined || rule.name === name) &&
      (rule.text === undefined || rule.text.test(told)),
  );
  if (!row) return undefined;
  const wait = details
    .map(({ retryDelay }) => durationSeconds(retryDelay))
    .find((value) => value !== undefined);
  return { ...row.verdict, said: message, ...(wait !== undefined && { retryAfterSeconds: wait }) };
}

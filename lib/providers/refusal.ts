import type { Failure } from "#lib/contract/failure.ts";
import { retryAfterSeconds, type VendorAnswer } from "./http.ts";
import { bareStatusVerdict, failureOf, quote, type Verdict } from "./verdicts.ts";

/** What the vendor's own error body says: `verdict` from its table, `said` in its words. */
export type Judgement = { verdict: Verdict; said: string; retryAfterSeconds?: number | undefined };

/**
 * The failure that an answer to a submission comes to. Without a judgement the body is not the vendor's own, and the
 * status alone speaks. The prompt is never part of the message, also where the vendor repeats it.
 */
export function refusalFrom(
  label: string,
  answer: VendorAnswer,
  judgement: Judgement | undefined,
  { prompt, now }: { prompt: string; now: Date },
): Failure {
  return failureOf(
    judgement?.verdict ?? bareStatusVerdict(answer.status),
    `${label} answered ${answer.status}.${quote(judgement?.said, [prompt])}`,
    retryAfterSeconds(answer.headers, now) ?? judgement?.retryAfterSeconds,
  );
}

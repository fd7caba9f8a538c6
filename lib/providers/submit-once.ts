import type { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { retryAfterSeconds, submitSilence, type VendorAnswer } from "./http.ts";
import { quoteVendor } from "./quote.ts";
import type { Operation, SubmitOutcome } from "./types.ts";

/** What a vendor's error body means; `said` are its own words. */
export type Verdict = Omit<Failure, "message"> & { said?: string | undefined };

export type PaidCall<T> = {
  label: string;
  /** Never part of a message, also where the vendor repeats it. */
  prompt: string;
  now: Date;
  send(): Promise<VendorAnswer>;
  accepted: z.ZodType<T>;
  operationOf(body: T): Operation;
  /** Undefined where the body is not an error in the vendor's own form. */
  verdictOf(answer: VendorAnswer): Verdict | undefined;
};

const byStatus: Record<number, Verdict> = {
  401: { kind: "auth", code: "provider_auth" },
  402: { kind: "quota", code: "provider_quota" },
  403: { kind: "auth", code: "provider_auth" },
  408: { kind: "ambiguous", code: "submit_ambiguous" },
  429: { kind: "transient", code: "provider_unavailable" },
};

/** An error that is not in the vendor's own form: below 500 nothing was taken, above that nobody knows. */
function bareVerdict(status: number): Verdict {
  if (status >= 500) return { kind: "ambiguous", code: "submit_ambiguous" };
  return byStatus[status] ?? { kind: "unknown", code: "provider_unavailable" };
}

function refusedBy<T>(call: PaidCall<T>, answer: VendorAnswer, { said, ...verdict }: Verdict): SubmitOutcome {
  const { label, prompt, now } = call;
  const wait = retryAfterSeconds(answer.headers, now) ?? verdict.retryAfterSeconds;
  const message = said ? quoteVendor(label, said, prompt) : `${label} answered ${answer.status}.`;
  return {
    kind: "refused",
    failure: { ...verdict, message, ...(wait !== undefined && { retryAfterSeconds: wait }) },
  };
}

/**
 * Sends a paid call once and says what its answer proves. Accepted only by a body that can be read; `ambiguous` where
 * the job may exist; never followed to another address.
 */
export async function submitOnce<T>(call: PaidCall<T>): Promise<SubmitOutcome> {
  let answer: VendorAnswer;
  try {
    answer = await call.send();
  } catch (error) {
    return { kind: "refused", failure: submitSilence(error) };
  }
  const { status } = answer;
  if (status >= 300 && status < 400)
    return refusedBy(call, answer, { kind: "unknown", code: "provider_unavailable" });
  if (status >= 400) return refusedBy(call, answer, call.verdictOf(answer) ?? bareVerdict(status));
  const body = call.accepted.safeParse(answer.json);
  if (body.success) return { kind: "accepted", operation: call.operationOf(body.data) };
  const verdict = call.verdictOf(answer) ?? { kind: "ambiguous", code: "submit_ambiguous" };
  return refusedBy(call, answer, verdict);
}

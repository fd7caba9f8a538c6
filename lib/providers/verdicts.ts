import type { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { submitSilence, type VendorAnswer } from "./http.ts";
import type { SubmitOutcome } from "./types.ts";

export type Verdict = Pick<Failure, "kind" | "code">;

/** What a vendor's word can come to; the adapters' error tables point here. */
export const verdicts = {
  invalid: { kind: "invalid", code: "provider_rejected_input" },
  policy: { kind: "policy", code: "provider_refused_policy" },
  quota: { kind: "quota", code: "provider_quota" },
  auth: { kind: "auth", code: "provider_auth" },
  busy: { kind: "transient", code: "provider_quota" },
  unavailable: { kind: "transient", code: "provider_unavailable" },
  failed: { kind: "transient", code: "provider_failed" },
  timeout: { kind: "transient", code: "provider_timeout" },
  ambiguous: { kind: "ambiguous", code: "submit_ambiguous" },
  unknown: { kind: "unknown", code: "provider_failed" },
  notStarted: { kind: "unknown", code: "provider_timeout" },
  outputMissing: { kind: "unknown", code: "output_missing" },
} as const satisfies Record<string, Verdict>;

const quotedMax = 200;
const tellingLength = 24;

const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** A vendor's own text in quotation marks, on one line and cut; empty where it repeats one of the `secrets`. */
export function quote(text: string | null | undefined, secrets: readonly (string | undefined)[] = []): string {
  const line = onOneLine(text ?? "");
  const repeats = secrets.some((secret) => {
    const start = onOneLine(secret ?? "")
      .slice(0, tellingLength)
      .toLowerCase();
    return start !== "" && line.toLowerCase().includes(start);
  });
  return line === "" || repeats ? "" : ` “${line.slice(0, quotedMax)}”`;
}

export function failureOf(verdict: Verdict, message: string, retryAfterSeconds?: number): Failure {
  return {
    kind: verdict.kind,
    code: verdict.code,
    message,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

export const refusedAs = (verdict: Verdict, message: string, retryAfterSeconds?: number): SubmitOutcome => ({
  kind: "refused",
  failure: failureOf(verdict, message, retryAfterSeconds),
});

/** A finished job whose file is not there. */
export const withoutOutput = (label: string): Failure =>
  failureOf(verdicts.outputMissing, `${label} finished the job without a file.`);

const bareStatuses: Readonly<Record<number, Verdict>> = {
  400: verdicts.invalid,
  401: verdicts.auth,
  402: verdicts.quota,
  403: verdicts.auth,
  413: verdicts.invalid,
  422: verdicts.invalid,
  429: verdicts.busy,
};

/** What an error status without the vendor's own body comes to: below 500 it is a no, else nobody knows. */
export function bareStatusVerdict(status: number): Verdict {
  if (status >= 500 || status === 408) return verdicts.ambiguous;
  return bareStatuses[status] ?? verdicts.unknown;
}

/**
 * Makes a paid call once. Silence and redirects are judged here; `accept` reads a 2xx answer and gives undefined where
 * it says nothing (then the fate of the job is not known), `refuse` judges an error status.
 */
export async function sendPaid(
  label: string,
  ask: () => Promise<VendorAnswer>,
  accept: (answer: VendorAnswer) => SubmitOutcome | undefined,
  refuse: (answer: VendorAnswer) => Failure,
): Promise<SubmitOutcome> {
  let answer: VendorAnswer;
  try {
    answer = await ask();
  } catch (error) {
    return { kind: "refused", failure: submitSilence(error) };
  }
  const { status } = answer;
  if (status >= 400) return { kind: "refused", failure: refuse(answer) };
  if (status >= 300)
    return refusedAs(
      verdicts.unknown,
      `${label} redirected the submission (${status}); that is not followed.`,
    );
  return (
    accept(answer) ??
    refusedAs(verdicts.ambiguous, `${label} answered ${status} without saying which job it took.`)
  );
}

/** The content of a proper answer. Throws where the vendor did not answer properly: nothing is known then. */
export function properContent<T>(label: string, answer: VendorAnswer, schema: z.ZodType<T>): T {
  if (answer.status < 200 || answer.status > 299) throw new Error(`${label} answered ${answer.status}`);
  const parsed = schema.safeParse(answer.json);
  if (!parsed.success) throw new Error(`${label} gave an answer that cannot be read (${answer.status})`);
  return parsed.data;
}

import { z } from "zod";

export const failureKinds = [
  "invalid",
  "policy",
  "quota",
  "auth",
  "transient",
  "ambiguous",
  "unknown",
] as const;
export const failureKind = z.enum(failureKinds);
export type FailureKind = z.infer<typeof failureKind>;

/**
 * A vendor's or our own refusal as a value: the kind decides what happens next, the code what people read.
 * `chargedMicros` is what the vendor takes for it all the same, in micro-USD.
 */
export type Failure = {
  kind: FailureKind;
  code: FailureCode;
  message: string;
  retryAfterSeconds?: number;
  chargedMicros?: number;
};

/** Cause code → what people read and do. Every failure shown carries one of these. */
export const failureCopy = {
  provider_rejected_input: {
    text: "The model could not work with this request.",
    nextStep: "Shorten the prompt or pick another format, then try again.",
  },
  provider_refused_policy: {
    text: "The model's own safety rules refused this prompt.",
    nextStep: "Reword the prompt and try again.",
  },
  prompt_refused: {
    text: "The safety check refused this request.",
    nextStep: "Reword the prompt or change the image, then send it again.",
  },
  no_model_left: {
    text: "No model that may take this request is able to.",
    nextStep: "Allow another model or a higher price, then try again.",
  },
  provider_quota: {
    text: "The model has no capacity left for this installation.",
    nextStep: "Try again later.",
  },
  provider_auth: {
    text: "This installation is not signed in to the model any more.",
    nextStep: "Tell an admin.",
  },
  provider_unavailable: {
    text: "The model could not be reached.",
    nextStep: "Try again later.",
  },
  provider_failed: {
    text: "The model took the job and could not finish it.",
    nextStep: "Try again.",
  },
  provider_timeout: {
    text: "The model did not deliver in time.",
    nextStep: "Try again.",
  },
  submit_ambiguous: {
    text: "We could not find out whether the model took the job.",
    nextStep: "Nothing is sent twice. Try again when you are ready to start a new one.",
  },
  output_unreadable: {
    text: "The file that came back is not a playable video.",
    nextStep: "Try again.",
  },
  output_refused: {
    text: "The finished file lies at a place that this installation does not read from.",
    nextStep: "Tell an admin; the place can be allowed.",
  },
  output_quarantined: {
    text: "The file that came back is not a video, so it was put aside.",
    nextStep: "Try again.",
  },
  output_missing: {
    text: "The finished file could not be copied in time.",
    nextStep: "Try again.",
  },
  job_lost: {
    text: "The model lost track of the job.",
    nextStep: "Try again.",
  },
  deadline_passed: {
    text: "It took longer than this installation allows.",
    nextStep: "Try again.",
  },
  internal: {
    text: "Something went wrong on our side.",
    nextStep: "Try again. If it happens twice, tell an admin.",
  },
} as const satisfies Record<string, { text: string; nextStep: string }>;

export type FailureCode = keyof typeof failureCopy;
export const failureCode = z.enum(Object.keys(failureCopy) as [FailureCode, ...FailureCode[]]);

/** What to do after a failure, and whether it cost anything (micro-USD); of a lost answer nobody knows yet. */
export function nextStepAfter(
  code: FailureCode,
  costMicros: number,
  { nextStep }: { nextStep: string } = failureCopy[code],
): string {
  if (costMicros > 0) return `${nextStep} The vendor charged for it all the same.`;
  return code === "submit_ambiguous" ? nextStep : `${nextStep} You were not charged.`;
}

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

/** A vendor's or our own refusal as a value: the kind decides what happens next, the code what people read. */
export type Failure = { kind: FailureKind; code: FailureCode; message: string; retryAfterSeconds?: number };

/** Cause code → what people read and do. Every failure shown carries one of these. */
export const failureCopy = {
  provider_rejected_input: {
    text: "The model could not work with this request.",
    nextStep: "Shorten the prompt or pick another format, then try again. You were not charged.",
  },
  provider_refused_policy: {
    text: "The model's own safety rules refused this prompt.",
    nextStep: "Reword the prompt and try again. You were not charged.",
  },
  prompt_refused: {
    text: "The safety check refused this request.",
    nextStep: "Reword the prompt or change the image, then send it again. You were not charged.",
  },
  no_model_left: {
    text: "No model that may take this request is able to.",
    nextStep: "Allow another model or a higher price, then try again. You were not charged.",
  },
  provider_quota: {
    text: "The model has no capacity left for this installation.",
    nextStep: "Try again later: you were not charged.",
  },
  provider_auth: {
    text: "This installation is not signed in to the model any more.",
    nextStep: "Tell an admin. You were not charged.",
  },
  provider_unavailable: {
    text: "The model could not be reached.",
    nextStep: "Try again later: you were not charged.",
  },
  provider_failed: {
    text: "The model took the job and could not finish it.",
    nextStep: "Try again: you were not charged.",
  },
  provider_timeout: {
    text: "The model did not deliver in time.",
    nextStep: "Try again: you were not charged.",
  },
  submit_ambiguous: {
    text: "We could not find out whether the model took the job.",
    nextStep: "Nothing is sent twice. Try again when you are ready to start a new one.",
  },
  output_unreadable: {
    text: "The file that came back is not a playable video.",
    nextStep: "Try again: you were not charged.",
  },
  output_missing: {
    text: "The finished file could not be copied in time.",
    nextStep: "Try again: you were not charged.",
  },
  deadline_passed: {
    text: "It took longer than this installation allows.",
    nextStep: "Try again: you were not charged.",
  },
  internal: {
    text: "Something went wrong on our side.",
    nextStep: "Try again: you were not charged. If it happens twice, tell an admin.",
  },
} as const satisfies Record<string, { text: string; nextStep: string }>;

export type FailureCode = keyof typeof failureCopy;
export const failureCode = z.enum(Object.keys(failureCopy) as [FailureCode, ...FailureCode[]]);

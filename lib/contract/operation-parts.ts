import { z } from "zod";

export const idParams = z.object({ id: z.string().min(1).max(64) });

/** What every change of one thing may answer with. */
export const changing = ["not_signed_in", "cross_site", "not_found", "conflict"] as const;

/** What every request with a body of its own may answer with. */
export const posting = [
  "not_signed_in",
  "cross_site",
  "malformed_json",
  "unsupported_media_type",
  "too_large",
  "invalid_input",
] as const;

/** What intake may answer with, beside `posting`: nothing is made, and nothing was charged. */
export const refusedAtIntake = [
  "model_misfit",
  "model_retired",
  "no_model",
  "prompt_refused",
  "idempotency_mismatch",
  "conflict",
  "quota_exceeded",
] as const;

import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { policyText } from "../google/errors.ts";
import { lookUp } from "../look-up.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { auth, failed, invalid, policy, quota, timeout, unknown } = verdicts;

/** String codes of a failed interaction. The list is open: what is not named here is a technical failure. */
const interactionVerdicts: Readonly<Record<string, Verdict>> = {
  invalid_request: invalid,
  invalid_argument: invalid,
  failed_precondition: auth,
  permission_denied: auth,
  unauthenticated: auth,
  resource_exhausted: quota,
  budget_exceeded: quota,
  safety: policy,
  blocked: policy,
  prohibited_content: policy,
  deadline_exceeded: timeout,
  internal: failed,
  unavailable: failed,
};

/** Statuses that end an interaction without a film; `completed` and `failed` are read elsewhere. */
export const endedVerdicts: Readonly<Record<string, Verdict>> = {
  requires_action: unknown,
  requires_continuation: unknown,
  incomplete: failed,
  budget_exceeded: quota,
};

export const interactionErrors = z
  .array(
    z.object({
      code: z.union([z.string(), z.number()]).optional().catch(undefined),
      message: z.string().catch(""),
    }),
  )
  .catch([]);

/** Why an interaction failed. */
export function interactionFailure(errors: z.infer<typeof interactionErrors>): Failure {
  const [error] = errors;
  const named = lookUp(interactionVerdicts, String(error?.code ?? "").toLowerCase());
  const isPolicy = (named === undefined || named === invalid) && policyText.test(error?.message ?? "");
  return failureOf("Google", isPolicy ? policy : (named ?? failed), error?.message);
}

import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

/** Codes of failed tasks by their beginning, first match decides (Runway docs, "Task failures", 2026-11-20). */
const taskVerdicts: readonly { prefix: string; verdict: Verdict }[] = [
  { prefix: "SAFETY", verdict: verdicts.policy },
  { prefix: "INPUT_PREPROCESSING.SAFETY", verdict: verdicts.policy },
  { prefix: "INPUT_PREPROCESSING.INTERNAL", verdict: verdicts.failed },
  { prefix: "ASSET.INVALID", verdict: verdicts.invalid },
  { prefix: "INTERNAL", verdict: verdicts.failed },
  { prefix: "THIRD_PARTY.UNAVAILABLE", verdict: verdicts.failed },
];

/** Refusals of a create call by status, first match decides; only its text tells an empty balance from a bad field. */
const refusalVerdicts: readonly { status: number; text?: RegExp; verdict: Verdict }[] = [
  { status: 400, text: /\b(enough|insufficient|no) (\w+ )?credits?\b/i, verdict: verdicts.quota },
  { status: 400, text: /X-Runway-(Version|On-Behalf-Of)/i, verdict: verdicts.auth },
  { status: 400, verdict: verdicts.invalid },
  { status: 401, verdict: verdicts.auth },
  { status: 403, verdict: verdicts.auth },
  { status: 404, verdict: verdicts.invalid },
  { status: 429, verdict: verdicts.quota },
  { status: 502, verdict: verdicts.unavailable },
  { status: 503, verdict: verdicts.unavailable },
];

const issue = z.object({ path: z.array(z.union([z.string(), z.number()])).catch([]), message: z.string() });
const refusalSchema = z.object({ error: z.string(), issues: z.array(issue).optional().catch(undefined) });

/** Why a task failed. A code that is absent or new is a technical failure. */
export function taskFailure(code: string | null | undefined, text: string | null | undefined): Failure {
  const row = taskVerdicts.find(({ prefix }) => code === prefix || code?.startsWith(`${prefix}.`));
  return failureOf("Runway", row?.verdict ?? verdicts.failed, text ?? code);
}

/** What a refused create call says; undefined where the body is not Runway's own, or a 5xx leaves it open. */
export function verdictOf({ status, json }: VendorAnswer): Verdict | undefined {
  const body = refusalSchema.safeParse(json).data;
  if (!body) return undefined;
  const [fault] = body.issues ?? [];
  const said = fault ? [fault.path.join("."), fault.message].filter(Boolean).join(": ") : body.error;
  const row = refusalVerdicts.find(
    ({ status: own, text }) => own === status && (!text || (!fault && text.test(body.error))),
  );
  return row && { ...row.verdict, said };
}

import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import type { VendorAnswer } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

/** Refusals by HTTP status (atlascloud.ai/docs, "Errors", read 2026-11-20). 500 and 504 may hide an accepted job. */
const atlasVerdicts: Readonly<Record<number, Verdict>> = {
  400: verdicts.invalid,
  401: verdicts.auth,
  402: verdicts.quota,
  403: verdicts.auth,
  404: verdicts.invalid,
  413: verdicts.invalid,
  422: verdicts.invalid,
  429: verdicts.busy,
  451: verdicts.auth,
  503: verdicts.unavailable,
};

/** Codes of failed predictions; the list is not published further. */
const predictionVerdicts: Readonly<Record<number, Verdict>> = { 1039: verdicts.policy };

const policyText = /moderation|sensitive|polic(y|ies)|nsfw/i;

/** `code` comes as a number or as a text. */
export const atlasCode = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number);

const text = z.string().optional().catch(undefined);
const errorSchema = z
  .object({ code: atlasCode, msg: text, message: text, error: text })
  .refine(({ code }) => code !== 200);

const predictionError = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);
export const predictionErrorSchema = predictionError.optional().catch(undefined);

/** Why a prediction failed: by its code, by what its text names, else technical. */
export function predictionFailure(code: number | undefined, said: string | undefined): Failure {
  const named = code === undefined ? undefined : predictionVerdicts[code];
  const verdict = named ?? (policyText.test(said ?? "") ? verdicts.policy : verdicts.failed);
  return failureOf("Atlas Cloud", verdict, said);
}

/** What a refused submission says; a 200 may carry an error code of its own. */
export function verdictOf({ status, json }: VendorAnswer): Verdict | undefined {
  const body = errorSchema.safeParse(json).data;
  if (!body) return undefined;
  const said = body.msg ?? body.message ?? body.error;
  const verdict = atlasVerdicts[status] ?? (status < 300 ? atlasVerdicts[body.code] : undefined);
  if (!verdict) return undefined;
  const isPolicy = verdict === verdicts.invalid && policyText.test(said ?? "");
  return { ...(isPolicy ? verdicts.policy : verdict), said };
}

import { z } from "zod";
import type { Failure } from "#lib/contract/failure.ts";
import { type VendorAnswer, waitSeconds } from "../http.ts";
import type { Verdict } from "../submit-once.ts";
import { failureOf, verdicts } from "../verdicts.ts";

const { auth, failed, invalid, policy, quota, unavailable, misconfigured } = verdicts;

/** Replicate's HTTP errors, from its OpenAPI document. Any 5xx may hide a prediction. */
const replicateVerdicts: Readonly<Record<number, Verdict>> = {
  400: invalid,
  401: auth,
  402: quota,
  403: auth,
  404: misconfigured,
  413: invalid,
  422: invalid,
  429: unavailable,
};

const problem = z.object({
  title: z.string().optional(),
  detail: z.unknown().optional(),
  error: z.unknown().optional(),
});
const resetText = /resets? in ~?(\d+(?:\.\d+)?)\s*s/i;

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The throttling text tells a wait that the headers may not. */
export function replicateVerdict({ status, json }: VendorAnswer): Verdict | undefined {
  const body = problem.safeParse(json).data;
  const said = text(body?.detail) ?? text(body?.error) ?? body?.title;
  const verdict = replicateVerdicts[status];
  if (said === undefined || !verdict) return undefined;
  const wait = resetText.exec(said)?.[1];
  return { ...verdict, said, ...(wait !== undefined && { retryAfterSeconds: waitSeconds(Number(wait)) }) };
}

/** A failed prediction carries a text alone; the first row that fits decides. */
const failureTexts: readonly (readonly [RegExp, Verdict])[] = [
  [/\(E005\)|nsfw|sensitive|flagged|moderat|copyright/i, policy],
  [/input validation|invalid input/i, invalid],
];

/** Why a prediction failed; a text that no row fits is technical. */
export function predictionFailure(error: unknown): Failure {
  const said = text(error) ?? "";
  const verdict = failureTexts.find(([pattern]) => pattern.test(said))?.[1] ?? failed;
  return failureOf("Replicate", verdict, said);
}

import { type Problem, problemTypes } from "#lib/contract/problem.ts";
import type { Refusal } from "#lib/refusal.ts";
import { apiHeaders } from "./headers.ts";

const secondsUntil = (moment: Date, now: Date): number =>
  Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));

/** A refusal as RFC 9457 problem details; `retryAt` is repeated as the Retry-After header, in seconds. */
export function problemResponse(refusal: Refusal, requestId: string, now: Date = new Date()): Response {
  const { status, title } = problemTypes[refusal.code];
  const { errors, retryAt, decidedBy } = refusal.extra;
  const body: Problem = {
    type: `/docs/api#error-${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail: refusal.message,
    requestId,
    ...(errors && { errors }),
    ...(retryAt && { retryAt: retryAt.toISOString() }),
    ...(decidedBy && { decidedBy }),
  };
  const headers = apiHeaders(requestId, "application/problem+json");
  if (retryAt) headers.set("retry-after", String(secondsUntil(retryAt, now)));
  return new Response(JSON.stringify(body), { status, headers });
}

import type { RefusalReason, Refused } from "#simulator/dialect.ts";

const codes: Record<RefusalReason, [status: number, code: string]> = {
  invalid: [400, "invalid_request"],
  policy: [422, "safety_violation"],
  auth: [401, "unauthorized"],
  balance: [402, "insufficient_balance"],
  rate: [429, "rate_limited"],
  concurrency: [429, "rate_limited"],
  missing: [404, "not_found"],
  retired: [404, "not_found"],
  server: [500, "internal_error"],
  overloaded: [503, "overloaded"],
  timeout: [503, "overloaded"],
};

const statuses: Record<string, number> = {
  forbidden: 403,
  idempotency_conflict: 409,
  not_cancelable: 409,
  payload_too_large: 413,
};

/** An error of the contract that no reason of the core stands for. */
export function refuseWithCode(code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status: statuses[code] ?? 400 });
}

/** `reason` repeats the code of a safety refusal at the top; a rate limit always says when to come back. */
export function refuseGeneric(refused: Refused): Response {
  const [status, code] = codes[refused.reason];
  const { message } = refused;
  const field = status === 400 ? /^([\w.[\]]+): /.exec(message)?.[1] : undefined;
  const error = { code, message, ...(field !== undefined && { field }) };
  const wait = refused.retryAfterSeconds ?? (status === 429 ? 1 : undefined);
  return Response.json(status === 422 ? { error, reason: code } : { error }, {
    status,
    headers: wait === undefined ? {} : { "retry-after": String(wait) },
  });
}

import type { Failure } from "#lib/contract/failure.ts";

export type AfterFailure = { kind: "retry"; afterSeconds: number } | { kind: "stop" };

const delayMaxSeconds = 60;

/**
 * What follows a failed attempt. Pure: `chance` in [0, 1) gives the full jitter.
 * Only a transient failure is tried again, at most `attemptsMax` times a round; a vendor's wait is obeyed and capped.
 */
export function afterFailure(
  failure: Failure,
  attemptsMade: number,
  attemptsMax: number,
  chance: number,
): AfterFailure {
  if (failure.kind !== "transient" || attemptsMade >= attemptsMax) return { kind: "stop" };
  const backoff = Math.min(delayMaxSeconds, 2 ** attemptsMade) * chance;
  const afterSeconds = Math.min(delayMaxSeconds, Math.max(failure.retryAfterSeconds ?? 0, backoff, 1));
  return { kind: "retry", afterSeconds: Math.ceil(afterSeconds) };
}

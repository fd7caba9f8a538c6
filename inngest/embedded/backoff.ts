const retryAfterMsMin = 1000;
const retryAfterMsMax = 24 * 3600 * 1000;

/**
 * Milliseconds until the next attempt, after `attempt` (from 0) failed. The schedule is in seconds and its last
 * entry repeats; `random` in [0, 1) adds up to a fifth, so that failures together do not return together.
 */
export function backoffMs(attempt: number, scheduleSeconds: readonly number[], random: number): number {
  const seconds = scheduleSeconds[Math.min(attempt, scheduleSeconds.length - 1)] ?? 1;
  return Math.round(seconds * 1000 * (1 + random / 5));
}

/** Milliseconds asked for by a `retry-after` header (seconds or a date), within 1 s … 24 h; else undefined. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (!header) return undefined;
  const asked = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  if (Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(asked, retryAfterMsMin), retryAfterMsMax);
}

import { waitMsMax } from "./limits.ts";

const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const part = /(\d+(?:\.\d+)?)(ns|us|ms|s|m|h|d|w)/g;
const whole = /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d|w))+$/;

/**
 * Milliseconds from `nowMs` for `"1h30m"` or an ISO date; a date in the past is 0; at most 366 days.
 * Throws RangeError when the text is neither.
 */
export function parseDelay(text: string, nowMs: number): number {
  if (whole.test(text)) {
    let sum = 0;
    for (const [, amount, unit] of text.matchAll(part)) sum += Number(amount) * (unitMs[unit ?? ""] ?? 0);
    return Math.min(Math.round(sum), waitMsMax);
  }
  const date = /^\d{4}-/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) throw new RangeError(`"${text.slice(0, 60)}" is neither a duration nor a date`);
  return Math.min(Math.max(0, date - nowMs), waitMsMax);
}

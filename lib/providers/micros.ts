/** Whole micro-USD of what a vendor said; null for what is no sum: none at all, or more than a number holds exactly. */
export function wholeMicros(said: number): number | null {
  const micros = Math.round(said);
  return Number.isSafeInteger(micros) ? micros : null;
}

/** As `wholeMicros`, for what a job cost, which is never below zero. */
export function costOf(said: number): number | null {
  const micros = wholeMicros(said);
  return micros !== null && micros >= 0 ? micros : null;
}

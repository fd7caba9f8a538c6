import type { FailureCode } from "#lib/contract/failure.ts";

const delivered: ReadonlySet<FailureCode> = new Set([
  "output_unreadable",
  "output_missing",
  "output_refused",
  "output_quarantined",
]);

/** The vendor made the clip and charges for it, though nobody can use it. */
export const wasDelivered = (code: FailureCode | null): boolean => code !== null && delivered.has(code);

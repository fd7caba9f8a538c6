import type { DecideInput, DecisionOutcome, DecisionView } from "#lib/contract/incident.ts";

/** What is typed into a decision; amounts in micro-USD, null while nothing is there. */
export type DecideDraft = { note: string; jobId: string; micros: number | null };

/** What stands there first: a take was not charged, and the next one may cost what this one was held for. */
export const firstDraft = (outcome: DecisionOutcome, { reservedMicros }: DecisionView): DecideDraft => ({
  note: "",
  jobId: "",
  micros: outcome === "resubmit" ? reservedMicros : 0,
});

/** What is sent; undefined while an amount is missing. */
export function inputOf(
  outcome: DecisionOutcome,
  { note, jobId, micros }: DecideDraft,
): DecideInput | undefined {
  if (outcome === "adopt") return { outcome, note, ...(jobId.trim() && { jobId: jobId.trim() }) };
  if (micros === null) return undefined;
  return outcome === "write_off"
    ? { outcome, note, chargedMicros: micros }
    : { outcome, note, priceMaxMicros: micros };
}

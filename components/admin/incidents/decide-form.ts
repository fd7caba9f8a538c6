import { incidentCopy as copy } from "#components/copy/incidents.ts";
import type { DecideInput, DecisionOutcome, DecisionView } from "#lib/contract/incident.ts";

/** What is typed into a decision; amounts in micro-USD, null while nothing is there. */
export type DecideDraft = { note: string; jobId: string; micros: number | null };

/** A vendor that finished its clip charges for it. */
export const isDelivered = ({ reason }: Pick<DecisionView, "reason">): boolean => reason === "output_refused";

/**
 * What stands there first: the next take may cost what this one was held for, and this one was not charged, unless its
 * clip is finished.
 */
export const firstDraft = (
  outcome: DecisionOutcome,
  decision: Pick<DecisionView, "reason" | "reservedMicros">,
): DecideDraft => ({
  note: "",
  jobId: "",
  micros: outcome === "resubmit" || isDelivered(decision) ? decision.reservedMicros : 0,
});

/** What to bear in mind about what a take was charged. */
export const chargedHint = (decision: Pick<DecisionView, "reason">): string =>
  isDelivered(decision) ? copy.chargedHintDelivered : copy.chargedHint;

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

import { setTimeout as pause } from "node:timers/promises";
import type { Failure } from "#lib/contract/failure.ts";
import type { Observation, Operation, Provider, SubmitOutcome } from "#lib/providers/types.ts";

/** The handle of an accepted job; throws with the vendor's reason where it was refused. */
export function operationIn(outcome: SubmitOutcome): Operation {
  if (outcome.kind === "accepted") return outcome.operation;
  throw new Error(`refused as ${outcome.failure.kind}: ${outcome.failure.message}`);
}

/** Reads a job until it is over. */
export async function followJob(provider: Provider, operation: Operation): Promise<Observation> {
  for (;;) {
    const seen = await provider.observe(operation);
    if (seen.kind !== "pending") return seen;
    await pause(30);
  }
}

export const failureIn = (told: SubmitOutcome | Observation): Failure | undefined =>
  told.kind === "refused" || told.kind === "failed" ? told.failure : undefined;

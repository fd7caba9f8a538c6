import type { Failure, FailureKind } from "#lib/contract/failure.ts";
import type { PlanStep } from "#lib/contract/plan.ts";

/** What is known of a failed take when it is decided what follows. */
export type FailedTake = {
  failure: Failure;
  /** The vendor had taken the job, so that sending it again would be paid for again. */
  wasAccepted: boolean;
  isFree: boolean;
  /** Takes of this model in this round, this one included, and how many its card allows. */
  takesOfModel: number;
  takesOfModelMax: number;
  /** Takes of all models in this round, this one included. */
  takesOfRound: number;
  /** The model that may take over by rule, health, price and the creator's leave. */
  next: PlanStep | undefined;
  /** The video's absolute deadline has passed. */
  isOverdue: boolean;
};

export type AfterFailure =
  | { kind: "retry"; afterSeconds: number }
  | { kind: "fall_back"; step: PlanStep }
  | { kind: "stop" };

export const takesOfRoundMax = 12;
const backoffSecondsMax = 60;
/** A vendor that asks for a longer wait than this gives way to another model, where one may take over. */
export const patienceSeconds = 120;
/** No take is put off for longer, whatever its vendor asks. */
export const waitSecondsMax = 3600;

const final: ReadonlySet<FailureKind> = new Set(["policy", "invalid", "ambiguous"]);

/** Whether another model may help at all: never where the request itself was refused, or may still be running. */
export const mayFallBack = ({ kind }: Failure): boolean => !final.has(kind);

function waitSeconds({ failure, takesOfModel }: FailedTake, chance: number): number {
  const backoff = Math.min(backoffSecondsMax, 2 ** takesOfModel) * chance;
  return Math.ceil(Math.max(failure.retryAfterSeconds ?? 0, backoff, 1));
}

/**
 * What follows a failed take. Pure: `chance` in [0, 1) gives the full jitter. The same model again only for a transient
 * failure that left nothing behind to pay for, as often as its card says and never before a vendor's `Retry-After`;
 * else the model that may take over; never anything after a refusal of the request, an answer that was lost, or the
 * video's absolute deadline.
 */
export function afterFailure(take: FailedTake, chance: number): AfterFailure {
  const { failure, next } = take;
  if (!mayFallBack(failure) || take.isOverdue || take.takesOfRound >= takesOfRoundMax)
    return { kind: "stop" };
  const isSafe = failure.kind === "transient" && (!take.wasAccepted || take.isFree);
  const afterSeconds = waitSeconds(take, chance);
  const waits = isSafe && take.takesOfModel < take.takesOfModelMax && afterSeconds <= waitSecondsMax;
  if (waits && (afterSeconds <= patienceSeconds || !next)) return { kind: "retry", afterSeconds };
  return next ? { kind: "fall_back", step: next } : { kind: "stop" };
}

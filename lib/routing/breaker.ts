import type { FailureCode, FailureKind } from "#lib/contract/failure.ts";
import type { BreakerState } from "#lib/contract/vendor.ts";

/** What is remembered of a vendor's breaker; `openUntil` in the past means that one probe may pass. */
export type BreakerMemory = {
  failures: number;
  openedAt: Date | null;
  openUntil: Date | null;
  probeAttemptId: string | null;
};

export const breakerFailuresMax = 5;
const pauseSecondsMin = 30;
const pauseSecondsMax = 600;

const blamedKinds: ReadonlySet<FailureKind> = new Set(["transient", "auth", "ambiguous"]);
const blamedCodes: ReadonlySet<FailureCode> = new Set([
  "provider_unavailable",
  "provider_failed",
  "provider_timeout",
  "provider_auth",
]);

/** Whether a failure speaks against the vendor; a refusal of the request itself does not. */
export const isVendorBlamed = (kind: FailureKind): boolean => blamedKinds.has(kind);
/** The same for a take of which only the cause code was kept. */
export const isVendorBlamedCode = (code: FailureCode | null): boolean =>
  code !== null && blamedCodes.has(code);

/** Open until its pause is over, then half open until a probe has passed. */
export function breakerState({ openUntil }: Pick<BreakerMemory, "openUntil">, now: Date): BreakerState {
  if (!openUntil) return "closed";
  return openUntil > now ? "open" : "half_open";
}

/** The pause doubles with each probe that fails, 30 s to 10 min; one left unused for longer begins anew. */
function open(memory: BreakerMemory, failures: number, now: Date): BreakerMemory {
  const unused = memory.openUntil ? now.getTime() - memory.openUntil.getTime() : 0;
  const openedAt = memory.openedAt && unused < pauseSecondsMax * 1000 ? memory.openedAt : now;
  const lastedSeconds = (now.getTime() - openedAt.getTime()) / 1000;
  const pauseSeconds = Math.min(pauseSecondsMax, Math.max(pauseSecondsMin, lastedSeconds));
  return {
    failures,
    openedAt,
    openUntil: new Date(now.getTime() + pauseSeconds * 1000),
    probeAttemptId: null,
  };
}

const closed: BreakerMemory = { failures: 0, openedAt: null, openUntil: null, probeAttemptId: null };

/** After a failure of the vendor. `inARow` counts it; while the breaker is half open only its probe counts. */
export function afterBlamed(
  memory: BreakerMemory,
  { inARow, isProbe }: { inARow: number; isProbe: boolean },
  now: Date,
): BreakerMemory {
  const state = breakerState(memory, now);
  if (state === "open" || (state === "half_open" && !isProbe)) return memory;
  if (state === "half_open" || inARow >= breakerFailuresMax) return open(memory, inARow, now);
  return { ...memory, failures: inARow };
}

/** After a proper answer of the vendor: an open breaker waits for its time, a half-open one closes by its probe. */
export function afterAnswer(memory: BreakerMemory, isProbe: boolean, now: Date): BreakerMemory {
  const state = breakerState(memory, now);
  return state === "open" || (state === "half_open" && !isProbe) ? memory : closed;
}

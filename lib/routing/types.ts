import type { BreakerState } from "#lib/contract/vendor.ts";

/** What this installation has lately seen of one model and its vendor. Times are of delivered takes, in seconds. */
export type ModelHealth = {
  breaker: BreakerState;
  /** The vendor's last told balance does not cover a take, or it refused one for money lately. */
  balanceOut: boolean;
  p50Seconds: number | null;
  p95Seconds: number | null;
  /** 0 to 1 over the last day; null without a take. */
  failureRate: number | null;
  takes: number;
};

/** By model id; a model that is absent has not been used. */
export type HealthSnapshot = ReadonlyMap<string, ModelHealth>;

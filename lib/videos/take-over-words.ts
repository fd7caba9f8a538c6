import type { FailureCode } from "#lib/contract/failure.ts";
import type { Difference, PlanStep } from "#lib/contract/plan.ts";

/** Why a model gave way: what went wrong with its take, or what kept it from taking the job. */
export type GaveWay = FailureCode | "held_breaker" | "held_balance" | "held_pause" | "held_gone";

const reasons: Partial<Record<GaveWay, string>> = {
  provider_quota: "was over its limit",
  provider_auth: "did not accept this installation's key",
  provider_unavailable: "could not be reached",
  provider_failed: "took the job and could not finish it",
  provider_timeout: "did not deliver in time",
  output_unreadable: "sent a file that does not play",
  output_missing: "sent a file that could not be copied",
  held_breaker: "has not been answering lately",
  held_balance: "has no credit or quota left at the moment",
  held_pause: "asked for a long wait",
  held_gone: "cannot be used here any more",
};

const differs: Record<Difference["field"], (difference: Difference) => string> = {
  duration: ({ asked, given }) => `${given} instead of ${asked}`,
  audio: ({ given }) => (given === "silent" ? "without sound" : "with sound"),
  aspectRatio: ({ asked, given }) => `${given} instead of ${asked}`,
  resolution: ({ asked, given }) => `${given} instead of ${asked}`,
  picture: ({ asked, given }) => `${given} instead of ${asked}`,
  price: ({ asked, given }) => `${given} instead of ${asked}`,
};

/** One sentence for the history: who gave way and why, who takes over, and what differs from what was asked. */
export function takeOverWords(
  from: string,
  why: GaveWay,
  to: PlanStep,
  take: { durationSeconds: number },
): string {
  const changed = new Set(to.differences.map(({ field }) => field));
  const kept = [
    !changed.has("duration") && `${take.durationSeconds} s`,
    !changed.has("aspectRatio") && !changed.has("resolution") && "same format",
    !changed.has("price") && "same price",
  ].filter((part) => part !== false);
  const words = [...kept, ...to.differences.map((difference) => differs[difference.field](difference))];
  return `${from} ${reasons[why] ?? "failed"}; ${to.name} takes over: ${words.join(", ")}`;
}

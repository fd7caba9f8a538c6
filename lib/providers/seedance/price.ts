import { costOf } from "../micros.ts";

type Rate = {
  model: string;
  resolution?: string;
  audio?: boolean;
  /** USD for a million tokens, which is micro-USD for one. */
  microsPerToken: number;
};

/** ModelArk's pricing page (1544106), read 2026-10: no video going in, service tier `default`. The first row decides. */
const rates: readonly Rate[] = [
  { model: "seedance-2-5", resolution: "1080p", microsPerToken: 11.7 },
  { model: "seedance-2-5", microsPerToken: 10.7 },
  { model: "seedance-2-0-fast", microsPerToken: 5.6 },
  { model: "seedance-2-0-mini", microsPerToken: 3.5 },
  { model: "seedance-2-0", resolution: "1080p", microsPerToken: 7.7 },
  { model: "seedance-2-0", resolution: "4k", microsPerToken: 4 },
  { model: "seedance-2-0", microsPerToken: 7 },
  { model: "seedance-1-5-pro", audio: true, microsPerToken: 2.4 },
  { model: "seedance-1-5-pro", audio: false, microsPerToken: 1.2 },
  { model: "seedance-1-0-pro-fast", microsPerToken: 1 },
  { model: "seedance-1-0-pro", microsPerToken: 2.5 },
];

export type TokenUse = {
  model: string;
  resolution: string | undefined;
  audio: boolean;
  serviceTier: string | undefined;
  tokens: number | undefined;
};

/** What a finished task costs in micro-USD; null for a model, tier or answer whose price is not known. */
export function tokenCostMicros({ model, resolution, audio, serviceTier, tokens }: TokenUse): number | null {
  if (tokens === undefined || (serviceTier ?? "default") !== "default") return null;
  const rate = rates.find(
    (row) =>
      model.includes(row.model) &&
      (row.resolution ?? resolution) === resolution &&
      (row.audio ?? audio) === audio,
  );
  return rate ? costOf(tokens * rate.microsPerToken) : null;
}

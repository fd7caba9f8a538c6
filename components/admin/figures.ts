import type { OverviewView } from "#lib/contract/health.ts";
import { isActive, type VideoStatus } from "#lib/contract/status.ts";

/** What the overview's tiles say, worked out from its rows. */
export type Figures = {
  active: number;
  stuck: number;
  stuckSecondsMax: number;
  delivered: number;
  failed: number;
  failingParts: string[];
};

export function figuresOf(overview: OverviewView): Figures {
  const { counts, stuck, models, parts } = overview;
  return {
    active: sum(counts.filter(({ status }) => isActive(status)).map(({ count }) => count)),
    stuck: stuck.length,
    stuckSecondsMax: Math.max(0, ...stuck.map(({ stuckSeconds }) => stuckSeconds)),
    delivered: sum(models.map(({ delivered }) => delivered)),
    failed: sum(models.map(({ failed }) => failed)),
    failingParts: parts.filter(({ ok }) => !ok).map(({ name }) => name),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Failed of all ended, in percent with one digit; null before anything ended. */
export function failedShareOf({ delivered, failed }: { delivered: number; failed: number }): number | null {
  const ended = delivered + failed;
  return ended === 0 ? null : Math.round((failed / ended) * 1000) / 10;
}

export const countOfStatus = (overview: OverviewView, status: VideoStatus): number =>
  overview.counts.find((entry) => entry.status === status)?.count ?? 0;

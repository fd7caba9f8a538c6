import { clockOf, countOf } from "#components/copy/format.ts";
import { reviewCopy } from "#components/copy/review.ts";
import type { ReviewQueueView } from "#lib/contract/queue.ts";

/** What was done today. */
export function QueueFoot({ summary }: { summary: ReviewQueueView | undefined }) {
  const median = summary?.medianDecisionSeconds ?? null;
  return (
    <dl className="grid gap-0.5 border-t px-4 py-3 text-dense">
      <div className="flex justify-between gap-3">
        <dt className="text-muted">{reviewCopy.clearedToday}</dt>
        <dd className="font-medium">{countOf(summary?.decidedToday ?? 0)}</dd>
      </div>
      <div className="flex justify-between gap-3">
        <dt className="text-muted">{reviewCopy.medianDecision}</dt>
        <dd className={median === null ? "text-muted" : "font-medium"}>
          {median === null ? reviewCopy.noMedian : clockOf(median)}
        </dd>
      </div>
    </dl>
  );
}

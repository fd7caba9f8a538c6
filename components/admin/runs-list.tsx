"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { FailedState } from "./failed-state.tsx";
import { RunsTable } from "./runs-table.tsx";
import type { Runs } from "./use-runs.ts";

type RunsListProps = {
  list: Runs;
  selectedId: string;
  onSelect: (id: string) => void;
  /** Takes the filters away; null while none is set. */
  onClear: (() => void) | null;
};

/** The table, or why there is none. */
export function RunsList({ list, selectedId, onSelect, onClear }: RunsListProps) {
  if (list.isPending) return <Skeleton className="h-96 rounded-card" />;
  if (list.error && list.runs.length === 0) {
    return <FailedState error={list.error} onAgain={list.refetch} />;
  }
  if (list.runs.length === 0) {
    return (
      <EmptyState
        title={onClear ? adminCopy.runsNoneFiltered : adminCopy.runsNone}
        action={onClear && <Button onClick={onClear}>{adminCopy.clearFilters}</Button>}
      >
        {onClear ? adminCopy.runsNoneFilteredHint : adminCopy.runsNoneHint}
      </EmptyState>
    );
  }
  return (
    <>
      <RunsTable runs={list.runs} selectedId={selectedId} onSelect={onSelect} />
      {list.hasNextPage && (
        <Button
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className="justify-self-center"
        >
          {adminCopy.more}
        </Button>
      )}
    </>
  );
}

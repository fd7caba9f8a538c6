"use client";

import { peopleCopy } from "#components/copy/people.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { PeopleTable } from "./people-table.tsx";
import type { People } from "./use-people.ts";
import type { PersonEditing } from "./use-person-edit.ts";

type PeopleListProps = {
  list: People;
  shown: readonly PersonView[];
  selectedId: string;
  selfId: string;
  editing: PersonEditing;
  drawer: boolean;
  onSelect: (id: string) => void;
  onSuspend: (person: PersonView) => void;
};

/** The table, or why there is none. */
export function PeopleList({ list, shown, drawer, ...table }: PeopleListProps) {
  if (list.isPending) return <Skeleton className="h-72 rounded-card" />;
  if (list.error && list.people.length === 0) {
    return (
      <EmptyState
        title={peopleCopy.failedTitle}
        action={<Button onClick={() => void list.refetch()}>{peopleCopy.tryAgain}</Button>}
      >
        {list.error.message}
      </EmptyState>
    );
  }
  if (shown.length === 0) return <EmptyState title={peopleCopy.none}>{peopleCopy.noneHint}</EmptyState>;
  return (
    <>
      <PeopleTable people={shown} stripElsewhere={drawer && table.selectedId !== ""} {...table} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-label text-muted">
        <span>
          {peopleCopy.shown(shown.length, list.hasNextPage ? null : list.people.length)}{" "}
          {peopleCopy.limitsNote}
        </span>
        {list.hasNextPage && (
          <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {peopleCopy.showMore}
          </Button>
        )}
      </p>
    </>
  );
}

"use client";

import { momentOf } from "#components/copy/format.ts";
import { peopleCopy } from "#components/copy/people.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { auditWords } from "./audit-words.ts";
import { usePerson } from "./use-people.ts";

const dayOf = (at: string): string =>
  new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "short" });

/** What was changed about a person, newest first, and by whom. */
export function PersonHistory({ id, className }: { id: string; className: string }) {
  const { data, error } = usePerson(id);
  return (
    <section className={className}>
      <h3 className="font-medium text-label text-muted">{peopleCopy.history}</h3>
      {!data && !error && <Skeleton className="h-16" />}
      {error && <p className="text-dense text-danger">{error.message}</p>}
      {data?.history.length === 0 && <p className="text-dense text-muted">{peopleCopy.historyNone}</p>}
      <ol className="grid gap-3 text-dense">
        {data?.history.map((entry) => (
          <li key={entry.id} className="grid grid-cols-[56px_1fr] gap-3">
            <time dateTime={entry.createdAt} title={momentOf(entry.createdAt)} className="text-muted">
              {dayOf(entry.createdAt)}
            </time>
            <span className="grid min-w-0">
              <span className="break-words">{auditWords(entry)}</span>
              <span className="truncate text-label text-muted">{entry.actorName}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

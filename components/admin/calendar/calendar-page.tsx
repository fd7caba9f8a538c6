"use client";

import { useState } from "react";
import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { permissionsHeld, useShellUser } from "#components/shell/shell-user.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { FailedState } from "../failed-state.tsx";
import { useDeprecations } from "../use-routing.ts";
import { calendarGroups, inGroup } from "./calendar.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { RetirementLine } from "./retirement-line.tsx";
import { SunsetRow } from "./sunset-row.tsx";

/** What retires when, what depends on it, and the way to its successor. */
export function CalendarPage() {
  const { data, error, refetch } = useDeprecations();
  return (
    <>
      <TopBar title={copy.title} sub={copy.sub} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 px-4 py-4 tablet:px-8 tablet:py-5">
        {!data && error && <FailedState error={error} onAgain={refetch} />}
        {!data && !error && (
          <div aria-busy="true" className="grid gap-6">
            <Skeleton className="h-20 rounded-card max-tablet:hidden" />
            <Skeleton className="h-40 rounded-card" />
            <Skeleton className="h-64 rounded-card" />
          </div>
        )}
        {data?.items.length === 0 && <EmptyState title={copy.none}>{copy.noneHint}</EmptyState>}
        {data && data.items.length > 0 && <Ends items={data.items} />}
      </div>
    </>
  );
}

function Ends({ items }: { items: readonly DeprecationView[] }) {
  const [moving, setMoving] = useState<DeprecationView | null>(null);
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const may = permissionsHeld(useShellUser()).includes("routes:manage");
  return (
    <>
      <RetirementLine items={items} today={today} />
      {calendarGroups.map((group) => {
        const rows = inGroup(items, group);
        return (
          <section key={group} aria-labelledby={`ends-${group}`} className="grid gap-3">
            <h2 id={`ends-${group}`} className="text-section">
              {copy.groups[group]}
            </h2>
            {rows.length === 0 ? (
              <p className="text-dense text-muted">{copy.groupsNone[group]}</p>
            ) : (
              <ul className="rounded-card border bg-surface">
                {rows.map((item) => (
                  <SunsetRow key={item.model} item={item} onMove={may ? setMoving : undefined} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
      <MoveDialog item={moving} onClose={() => setMoving(null)} />
    </>
  );
}

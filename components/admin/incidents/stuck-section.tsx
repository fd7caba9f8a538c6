"use client";

import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { idOf, roughOf } from "#components/copy/format.ts";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { FailedState } from "../failed-state.tsx";
import { useOverview } from "../use-admin.ts";
import { NothingHere } from "./nothing-here.tsx";

/** Videos that are stuck, the earliest deadline first. */
export function StuckSection() {
  const { data, error, refetch } = useOverview();
  if (!data) {
    if (error) return <FailedState error={error} onAgain={refetch} />;
    return <Skeleton className="h-40 rounded-card" />;
  }
  if (data.stuck.length === 0)
    return <NothingHere title={copy.nothing.stuck}>{copy.nothingHint.stuck}</NothingHere>;
  return (
    <ul aria-label={copy.names.stuck} className="rounded-card border bg-surface px-5">
      {data.stuck.map(({ id, status, ownerName, model, because, stuckSeconds }) => (
        <li key={id} className="border-t first:border-t-0">
          <Link
            href={`/videos/${id}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-tag py-3 text-dense hover:bg-hover"
          >
            <span title={id} className="font-medium underline">
              {idOf(id)}
            </span>
            <StatusBadge status={status} />
            <span className="min-w-0 grow truncate text-muted max-tablet:basis-full">
              {ownerName} · {model}
            </span>
            <span className="font-medium text-warn">
              {adminCopy.stuckFor[because](roughOf(stuckSeconds))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

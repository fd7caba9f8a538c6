"use client";

import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { Ago } from "#components/ui/ago.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useRecentFailures } from "./use-admin.ts";

/** The newest runs of the engine that ended in an error. */
export function FailuresCard() {
  const { data, error } = useRecentFailures();
  const quiet = error
    ? error.message
    : data && !data.supported
      ? adminCopy.failuresElsewhere
      : data?.items.length === 0
        ? adminCopy.failuresNone
        : null;
  return (
    <Card
      title={adminCopy.failures}
      aside={
        <Link
          href={{ pathname: "/admin/runs", query: { status: "failed" } }}
          className="rounded-tag underline"
        >
          {adminCopy.failuresOf}
        </Link>
      }
    >
      {quiet && <p className="border-t pt-3 text-dense text-muted">{quiet}</p>}
      {!data && !error && <Skeleton className="h-24" />}
      <ul>
        {data?.items.map(({ id, functionName, error: reason, endedAt, startedAt }) => (
          <li key={id} className="border-t">
            <Link
              href={{ pathname: "/admin/runs", query: { status: "failed", run: id } }}
              className="grid grid-cols-[1fr_auto] items-center gap-3 rounded-tag py-2.5 text-dense hover:bg-hover"
            >
              <span className="grid min-w-0">
                <span className="truncate font-medium">{functionName}</span>
                <span className="truncate text-label text-danger">{reason?.message ?? reason?.name}</span>
              </span>
              <Ago at={endedAt ?? startedAt} className="text-label text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

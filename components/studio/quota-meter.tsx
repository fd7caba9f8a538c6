"use client";

import Link from "next/link";
import { countOf } from "#components/copy/format.ts";
import { shellCopy as copy } from "#components/copy/shell.ts";
import { Meter } from "#components/ui/meter.tsx";
import { useUsage } from "./use-api.ts";

/** How many videos are left today, in the top bar; its room is kept while loading. */
export function QuotaMeter() {
  const usage = useUsage();
  const day = usage.data?.quotas.find(({ window }) => window === "day");
  const left = day && Math.max(0, day.limit - day.used);
  return (
    <Link
      href="/usage"
      aria-label={day ? undefined : copy.usage}
      className="flex h-9 min-w-44 items-center justify-end gap-3 rounded-control text-dense text-muted max-tablet:hidden"
    >
      {day && left !== undefined && (
        <>
          <Meter
            label={copy.quotaLabel}
            value={day.used}
            max={day.limit}
            valueText={copy.quotaLeft(left, day.limit)}
            className="w-14"
          />
          <span>
            <span className="font-semibold text-text">{countOf(left)}</span>
            {` ${copy.quotaOf(countOf(day.limit))}`}
          </span>
        </>
      )}
    </Link>
  );
}

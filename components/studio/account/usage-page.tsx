"use client";

import Link from "next/link";
import { useState } from "react";
import { usageCopy as copy } from "#components/copy/account.ts";
import { countOf, whenOf } from "#components/copy/format.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { LoadFailure } from "#components/studio/load-failure.tsx";
import { useUsage } from "#components/studio/use-api.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { QuotaView } from "#lib/contract/usage.ts";
import { DailyChart } from "./daily-chart.tsx";

/** What is used and left, when it begins again, and how the month went. */
export function UsagePage() {
  const usage = useUsage();
  return (
    <>
      <TopBar title={copy.title} sub={usage.data && copy.plan(copy.plans[usage.data.plan])} />
      <div className="grid max-w-400 gap-5 px-4 py-5 tablet:px-8">
        {usage.isPending && <Loading />}
        {usage.isError && !usage.data && (
          <LoadFailure error={usage.error} onRetry={() => void usage.refetch()} />
        )}
        {usage.data && (
          <>
            <ul className="grid gap-4 tablet:grid-cols-3">
              {usage.data.quotas.map((quota) => (
                <li key={quota.window}>
                  <QuotaTile quota={quota} />
                </li>
              ))}
            </ul>
            <Card title={copy.daily} aside={copy.dailyNote}>
              {usage.data.daily.some(({ videos }) => videos > 0) ? (
                <DailyChart days={usage.data.daily} />
              ) : (
                <EmptyState
                  title={copy.none}
                  className="py-10"
                  action={
                    <Link href="/create" className={buttonClass()}>
                      {copy.emptyAction}
                    </Link>
                  }
                />
              )}
            </Card>
            <p className="text-label text-muted">{copy.note}</p>
          </>
        )}
      </div>
    </>
  );
}

function QuotaTile({ quota }: { quota: QuotaView }) {
  const [now] = useState(() => Date.now());
  const left = Math.max(0, quota.limit - quota.used);
  const leftWords = left === 0 ? copy.full : copy.left(countOf(left));
  return (
    <Card className="grid gap-1">
      <h2 className="flex justify-between font-medium text-dense text-muted">
        {copy.windows[quota.window]}
        <span className="font-normal text-label">
          {quota.limitFrom === "override" ? copy.override : copy.fromPlan}
        </span>
      </h2>
      <p className="flex items-baseline gap-2">
        <span className={cn("text-tile", left === 0 && "text-danger")}>{countOf(quota.used)}</span>
        <span className="text-dense text-muted">{`${copy.of(countOf(quota.limit))} · ${leftWords}`}</span>
      </p>
      <Meter
        label={copy.windows[quota.window]}
        value={quota.used}
        max={quota.limit}
        valueText={leftWords}
        className="mt-2 h-1.5"
      />
      <p className="mt-2 text-label text-muted">
        {quota.resetsAt ? copy.resets(whenOf(quota.resetsAt, now)) : copy.frees}
      </p>
    </Card>
  );
}

function Loading() {
  return (
    <>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Skeleton className="h-35 rounded-card" />
        <Skeleton className="h-35 rounded-card" />
        <Skeleton className="h-35 rounded-card" />
      </div>
      <Skeleton className="h-62 rounded-card" />
    </>
  );
}

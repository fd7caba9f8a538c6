"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { clockOf } from "#components/copy/format.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { CountsCard } from "./counts-card.tsx";
import { FailedState } from "./failed-state.tsx";
import { ModelsCard } from "./models-card.tsx";
import { PartsTable } from "./parts-table.tsx";
import { StuckTable } from "./stuck-table.tsx";
import { useOverview } from "./use-admin.ts";

/** Whether the installation works, part by part, and what does not move. */
export function HealthPage() {
  const { data, error, refetch } = useOverview();
  const ok = data?.parts.every((part) => part.ok) && data.stuck.length === 0;
  return (
    <>
      <TopBar
        title={adminCopy.health}
        parent={{ href: "/admin", label: adminCopy.overview }}
        sub={data && adminCopy.healthSub(ok === true)}
      />
      <div className="grid gap-4 px-4 py-4 tablet:px-8 tablet:py-5">
        {!data && error && <FailedState error={error} onAgain={refetch} />}
        {!data && !error && (
          <div aria-busy="true" className="grid gap-4">
            <Skeleton className="h-82 rounded-card" />
            <Skeleton className="h-56 rounded-card" />
          </div>
        )}
        {data && (
          <>
            <PartsTable parts={data.parts} />
            <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_388px]">
              <CountsCard counts={data.counts} />
              <SpeedCard speed={data.queuedToReady} />
            </div>
            <StuckTable stuck={data.stuck} />
            <ModelsCard models={data.models} />
          </>
        )}
      </div>
    </>
  );
}

const clock = (seconds: number | null): string => (seconds === null ? "–" : clockOf(seconds));

function SpeedCard({ speed }: { speed: OverviewView["queuedToReady"] }) {
  return (
    <Card id="speed" title={adminCopy.speed} className="scroll-mt-20">
      <Facts
        end
        facts={[
          { label: adminCopy.speedMedian, value: clock(speed.p50Seconds) },
          { label: adminCopy.speedP95, value: clock(speed.p95Seconds) },
          { label: adminCopy.speedSamples, value: adminCopy.videos(speed.samples) },
        ]}
      />
    </Card>
  );
}

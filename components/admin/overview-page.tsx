"use client";

import { HeartPulse } from "lucide-react";
import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { TopBar } from "#components/shell/top-bar.tsx";
import { Button } from "#components/ui/button.tsx";
import { FailedState } from "./failed-state.tsx";
import { FailuresCard } from "./failures-card.tsx";
import { IncidentsBanner } from "./incidents-banner.tsx";
import { ModelsCard } from "./models-card.tsx";
import { NearLimitCard } from "./near-limit-card.tsx";
import { NowLine } from "./now-line.tsx";
import { OverviewBanners } from "./overview-banners.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { OverviewTiles } from "./overview-tiles.tsx";
import { PartsCard } from "./parts-card.tsx";
import { RetiringBanner } from "./retiring-banner.tsx";
import { RetiringCard } from "./retiring-card.tsx";
import { StuckCard } from "./stuck-card.tsx";
import { useOverview } from "./use-admin.ts";

/** What an operator asks first, first. */
export function OverviewPage() {
  const { data, error, refetch } = useOverview();
  return (
    <>
      <TopBar title={adminCopy.overview} sub={<NowLine />}>
        <Button asChild size="sm" className="max-desk:hidden">
          <Link href="/admin/health">
            <HeartPulse aria-hidden />
            {adminCopy.health}
          </Link>
        </Button>
      </TopBar>
      <div className="grid gap-4 px-4 py-4 tablet:px-8 tablet:py-5">
        {!data && error && <FailedState error={error} onAgain={refetch} />}
        {!data && !error && <OverviewSkeleton />}
        {data && (
          <>
            <IncidentsBanner />
            <OverviewBanners overview={data} />
            <RetiringBanner />
            <OverviewTiles overview={data} />
            <div className="grid gap-4 wide:grid-cols-[minmax(0,1fr)_388px]">
              <ModelsCard models={data.models} />
              <PartsCard parts={data.parts} />
            </div>
            <div className="grid gap-4 desk:grid-cols-2 wide:grid-cols-4">
              <StuckCard stuck={data.stuck} />
              <NearLimitCard people={data.nearLimit} />
              <FailuresCard />
              <RetiringCard />
            </div>
          </>
        )}
      </div>
    </>
  );
}

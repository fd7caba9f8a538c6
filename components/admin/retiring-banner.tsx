"use client";

import Link from "next/link";
import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { isPressing } from "./calendar/calendar.ts";
import { useDeprecations } from "./use-routing.ts";

/** Models that retire within the days of warning and are used by a route. */
export function RetiringBanner() {
  const pressing = (useDeprecations().data?.items ?? []).filter(
    (item) => isPressing(item) && item.routes.length > 0,
  );
  const [first] = pressing;
  if (!first) return null;
  const routes = new Set(pressing.flatMap((item) => item.routes));
  return (
    <Banner
      title={copy.banner(pressing.length, first.name, first.daysLeft)}
      action={
        <Button asChild size="sm">
          <Link href="/admin/calendar">{copy.open}</Link>
        </Button>
      }
    >
      {copy.bannerHint(routes.size)}
    </Banner>
  );
}

"use client";

import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { OverviewView } from "#lib/contract/health.ts";
import { figuresOf } from "./figures.ts";
import { usePartName } from "./use-part-name.ts";

/** Only what needs a person now. */
export function OverviewBanners({ overview }: { overview: OverviewView }) {
  const { stuck, failingParts } = figuresOf(overview);
  const partName = usePartName();
  return (
    <>
      {failingParts.length > 0 && (
        <Banner
          tone="danger"
          title={adminCopy.partsBanner(failingParts.map(partName).join(", "))}
          action={
            <Button asChild size="sm">
              <Link href="/admin/health">{adminCopy.look}</Link>
            </Button>
          }
        >
          {adminCopy.partsBannerHint}
        </Banner>
      )}
      {stuck > 0 && (
        <Banner
          title={adminCopy.stuckBanner(stuck)}
          action={
            <Button asChild size="sm">
              <Link href="/admin/health#stuck">{adminCopy.look}</Link>
            </Button>
          }
        >
          {adminCopy.stuckBannerHint}
        </Banner>
      )}
    </>
  );
}

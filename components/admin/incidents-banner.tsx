"use client";

import Link from "next/link";
import { incidentCopy as copy } from "#components/copy/incidents.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { useIncidents } from "./incidents/use-incidents.ts";

/** What needs an admin's decision, and what should never happen; nothing while all is well. */
export function IncidentsBanner() {
  const { data } = useIncidents();
  if (!data) return null;
  const { decisions, violations } = data.counts;
  return (
    <>
      {violations > 0 && (
        <Banner
          tone="danger"
          title={copy.violationsBanner(violations)}
          action={<Look href="/admin/incidents?show=invariants" />}
        >
          {copy.violationsBannerHint}
        </Banner>
      )}
      {decisions > 0 && (
        <Banner title={copy.decisionsBanner(decisions)} action={<Look href="/admin/incidents" />}>
          {copy.decisionsBannerHint}
        </Banner>
      )}
    </>
  );
}

function Look({ href }: { href: "/admin/incidents" | "/admin/incidents?show=invariants" }) {
  return (
    <Button asChild size="sm">
      <Link href={href}>{copy.look}</Link>
    </Button>
  );
}

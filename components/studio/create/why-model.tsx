"use client";

import { ChevronRight } from "lucide-react";
import { planCopy as copy } from "#components/copy/plan.ts";
import { PlanList } from "#components/studio/plan-list.tsx";
import type { Plan } from "#lib/contract/plan.ts";

/** The whole plan, folded away behind one quiet line. */
export function WhyModel({ plan, failed }: { plan: Plan | undefined; failed: boolean }) {
  const first = plan?.steps[0];
  if (!plan)
    return failed ? <p className="min-h-5 text-label text-muted">{copy.unread}</p> : <div className="h-5" />;
  return (
    <details className="group">
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-tag text-dense text-muted hover:text-text touch:-my-3 touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 group-open:rotate-90" />
        {first ? copy.why(first.name) : copy.whyNone}
      </summary>
      <div className="mt-3 rounded-control border bg-surface px-3.5 py-3">
        <PlanList plan={plan} />
      </div>
    </details>
  );
}

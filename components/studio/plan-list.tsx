"use client";

import { ChevronRight } from "lucide-react";
import { priceOf } from "#components/copy/format.ts";
import { planCopy as copy } from "#components/copy/plan.ts";
import type { Plan } from "#lib/contract/plan.ts";
import { deciderOf, differencesSentence } from "./plan-words.ts";

/** A plan in words: the order with a reason each, then what is left out and why. */
export function PlanList({ plan }: { plan: Plan }) {
  return (
    <div className="grid gap-3 text-dense">
      <p className="text-label text-muted">{plan.steps.length > 0 ? deciderOf(plan) : copy.nothing}</p>
      {plan.steps.length > 0 && (
        <ol aria-label={copy.order} className="grid gap-2.5">
          {plan.steps.map((step, index) => (
            <li key={step.model} className="grid grid-cols-[16px_1fr_auto] gap-x-2">
              <span aria-hidden className="font-semibold text-label text-muted leading-5">
                {index + 1}
              </span>
              <span className="min-w-0">
                <span className="font-medium">{step.name}</span>{" "}
                <span className="text-label text-muted">{step.vendor}</span>
              </span>
              <span className="font-medium">{priceOf(step.priceMicros)}</span>
              <span className="col-span-2 col-start-2 text-label text-muted">
                {[step.reason, differencesSentence(step.differences.filter(({ field }) => field !== "price"))]
                  .filter(Boolean)
                  .join(" ")}
              </span>
            </li>
          ))}
        </ol>
      )}
      {plan.exclusions.length > 0 && (
        <details className="group" open={plan.steps.length === 0 || undefined}>
          <summary className="flex w-fit list-none items-center gap-1 rounded-tag text-label text-muted hover:text-text touch:min-h-11 [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
            {copy.leftOutCount(plan.exclusions.length)}
          </summary>
          <ul className="mt-2 grid gap-1.5 pl-4.5 text-label">
            {plan.exclusions.map(({ model, name, reason }) => (
              <li key={model}>
                <span className="font-medium">{name}</span> <span className="text-muted">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

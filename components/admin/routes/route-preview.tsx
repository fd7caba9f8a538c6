"use client";

import { useId, useState } from "react";
import { planCopy } from "#components/copy/plan.ts";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { DollarField } from "#components/studio/dollar-field.tsx";
import { PlanList } from "#components/studio/plan-list.tsx";
import { type PlanRequest, usePlan } from "#components/studio/use-plan.ts";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/select.tsx";
import { useCase, useCases } from "#lib/contract/plan.ts";
import { aspectRatio, aspectRatios } from "#lib/contract/platform.ts";
import type { RouteTableView } from "#lib/contract/route.ts";

type Asked = PlanRequest & { priceMaxMicros?: number };

const lengths = [3, 4, 5, 6, 8, 10, 12, 15].map((value) => ({
  value: String(value),
  label: copy.seconds(value),
}));
const uses = [
  { value: "any", label: planCopy.anyUse },
  ...useCases.map((value) => ({ value, label: planCopy.useCases[value] })),
];
const qualities = [
  { value: "draft", label: "Draft" },
  { value: "final", label: "Final" },
] as const;
const froms = [
  { value: "text-to-video", label: "Text" },
  { value: "image-to-video", label: "Image" },
] as const;
const ratios = aspectRatios.map((value) => ({ value, label: value }));

const beginning: Asked = {
  workflowType: "text-to-video",
  promptLength: 200,
  aspectRatio: "16:9",
  durationSeconds: 5,
  tier: "final",
};

/** Asks the table in force where a request would go, without making anything. */
export function RoutePreview({ table, dirty }: { table: RouteTableView; dirty: boolean }) {
  const [asked, setAsked] = useState<Asked>(beginning);
  const ceilingId = useId();
  const ask = (part: Partial<Asked>) => setAsked((before) => ({ ...before, ...part }));
  const { plan, error } = usePlan({
    ...asked,
    sourceImages: asked.workflowType === "image-to-video" ? 1 : 0,
  });
  return (
    <Card title={copy.preview}>
      <div className="grid gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Select
            label={copy.from}
            value={asked.workflowType}
            options={froms}
            onValueChange={(workflowType) => ask({ workflowType })}
          />
          <Select
            label={copy.use}
            value={asked.useCase ?? "any"}
            options={uses}
            onValueChange={(next) => ask({ useCase: useCase.safeParse(next).data })}
          />
          <Select
            label={copy.quality}
            value={asked.tier}
            options={qualities}
            onValueChange={(tier) => ask({ tier })}
          />
          <Select
            label={copy.format}
            value={asked.aspectRatio}
            options={ratios}
            onValueChange={(next) => ask({ aspectRatio: aspectRatio.parse(next) })}
          />
          <Select
            label={copy.length}
            value={String(asked.durationSeconds)}
            options={lengths}
            onValueChange={(next) => ask({ durationSeconds: Number(next) })}
          />
          <div>
            <label htmlFor={ceilingId} className="sr-only">
              {copy.ceilingShort}
            </label>
            <DollarField
              id={ceilingId}
              value={asked.priceMaxMicros ?? null}
              placeholder={copy.ceilingNone}
              onChange={(micros) => ask({ priceMaxMicros: micros ?? undefined })}
            />
          </div>
        </div>
        <p className="text-label text-muted">
          {[copy.previewHint(copy.version(table.version)), dirty && copy.previewUnsaved]
            .filter(Boolean)
            .join(" ")}
        </p>
        <div className="min-h-40 border-t pt-3">
          {plan && <PlanList plan={plan} />}
          {!plan && error && <p className="text-dense text-muted">{copy.failed}</p>}
        </div>
      </div>
    </Card>
  );
}

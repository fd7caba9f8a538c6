"use client";

import { type ReactNode, useId } from "react";
import { planCopy } from "#components/copy/plan.ts";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { DollarField } from "#components/studio/dollar-field.tsx";
import { cn } from "#components/ui/cn.ts";
import { Select } from "#components/ui/select.tsx";
import { useCase, useCases } from "#lib/contract/plan.ts";
import type { Conditions } from "./route-edit.ts";

type RouteConditionsProps = {
  value: Conditions;
  disabled: boolean;
  onChange: (change: Partial<Conditions>) => void;
};

const froms = [
  { value: "any", label: copy.fromAny },
  { value: "text-to-video", label: copy.fromText },
  { value: "image-to-video", label: copy.fromImage },
] as const;
const uses = [
  { value: "any", label: copy.useAny },
  ...useCases.map((value) => ({ value, label: planCopy.useCases[value] })),
] as const;
const qualities = [
  { value: "any", label: copy.qualityAny },
  { value: "draft", label: "draft" },
  { value: "final", label: "final" },
] as const;
const speeds = [
  { value: "any", label: copy.speedAny },
  { value: "fast", label: copy.speedFast },
] as const;

/** An open condition is quiet; one that is set stands out. */
const looks = (set: unknown): string => cn("-ml-2 h-8 w-full", set !== null && "font-medium text-text");

/** When a route holds: five conditions, each of which may be left open. */
export function RouteConditions({ value, disabled, onChange }: RouteConditionsProps) {
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-2 tablet:grid-cols-3 wide:grid-cols-5">
      <Condition label={copy.from}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            kind="quiet"
            className={looks(value.workflowType)}
            value={value.workflowType ?? "any"}
            options={froms}
            onValueChange={(next) => onChange({ workflowType: next === "any" ? null : next })}
          />
        )}
      </Condition>
      <Condition label={copy.use}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            kind="quiet"
            className={looks(value.useCase)}
            value={value.useCase ?? "any"}
            options={uses}
            onValueChange={(next) => onChange({ useCase: useCase.safeParse(next).data ?? null })}
          />
        )}
      </Condition>
      <Condition label={copy.quality}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            kind="quiet"
            className={looks(value.tier)}
            value={value.tier ?? "any"}
            options={qualities}
            onValueChange={(next) => onChange({ tier: next === "any" ? null : next })}
          />
        )}
      </Condition>
      <Condition label={copy.speed}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            kind="quiet"
            className={looks(value.speed)}
            value={value.speed === "fast" ? "fast" : "any"}
            options={speeds}
            onValueChange={(next) => onChange({ speed: next === "any" ? null : next })}
          />
        )}
      </Condition>
      <Condition label={copy.ceiling}>
        {(id) => (
          <DollarField
            id={id}
            value={value.ceilingMicrosMax}
            disabled={disabled}
            className="-ml-2 h-8 border-transparent bg-transparent px-2 text-dense hover:border-border-strong placeholder:text-muted"
            placeholder={copy.ceilingNone}
            title={copy.ceilingHint}
            onChange={(ceilingMicrosMax) => onChange({ ceilingMicrosMax })}
          />
        )}
      </Condition>
    </div>
  );
}

function Condition({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid min-w-0">
      <label htmlFor={id} className="text-label text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

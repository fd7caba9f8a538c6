"use client";

import { useId } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { planCopy } from "#components/copy/plan.ts";
import { DollarField } from "#components/studio/dollar-field.tsx";
import { cn } from "#components/ui/cn.ts";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useCase, useCases } from "#lib/contract/plan.ts";
import type { Draft } from "./draft.ts";
import type { Options } from "./options.ts";

type SettingsProps = {
  value: Draft;
  options: Options;
  /** The chosen model's name, for "auto" undefined. */
  modelName: string | undefined;
  change: (part: Partial<Draft>) => void;
};

const uses = [
  { value: "any", label: planCopy.anyUse },
  ...useCases.map((value) => ({ value, label: planCopy.useCases[value] })),
];

/** The quieter choices: what it is for, sound, haste, and what may happen when the first model cannot deliver. */
export function Settings({ value, options, modelName, change }: SettingsProps) {
  const caseId = useId();
  const { audio } = options;
  const manual = value.model !== "auto";
  return (
    <section aria-label={copy.settings} className="divide-y rounded-control border bg-surface">
      <div className="flex min-h-11 items-center justify-between gap-4 px-3.5">
        <label htmlFor={caseId} className="font-medium text-dense">
          {copy.useCase}
        </label>
        <Select
          id={caseId}
          kind="quiet"
          className="-mr-2 min-w-32 justify-end"
          value={value.useCase ?? "any"}
          options={uses}
          onValueChange={(next) => change({ useCase: useCase.safeParse(next).data ?? null })}
        />
      </div>
      <SwitchRow
        label={copy.audio}
        hint={audio.off ?? (audio.always && modelName ? copy.audioAlways(modelName) : copy.audioHint)}
        checked={value.audio || audio.always}
        disabled={audio.always || (audio.off !== null && !value.audio)}
        onChange={(on) => change({ audio: on })}
      />
      <SwitchRow
        label={copy.fast}
        hint={manual ? copy.fastOff : copy.fastHint}
        checked={value.speed === "fast"}
        disabled={manual && value.speed !== "fast"}
        onChange={(on) => change({ speed: on ? "fast" : "any" })}
      />
      <SwitchRow
        label={copy.fallback}
        hint={value.fallbackAllowed ? copy.fallbackHint : copy.fallbackOff}
        checked={value.fallbackAllowed}
        onChange={(fallbackAllowed) => change({ fallbackAllowed })}
      />
      <CeilingRow value={value} change={change} />
    </section>
  );
}

type SwitchRowProps = {
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

function SwitchRow({ label, hint, checked, disabled = false, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="flex min-h-13 items-center justify-between gap-4 px-3.5 py-1.5">
      <div className="min-w-0">
        <label htmlFor={id} className={cn("font-medium text-dense", disabled && "text-muted")}>
          {label}
        </label>
        <p id={`${id}-hint`} className="text-label text-muted">
          {hint}
        </p>
      </div>
      <Switch
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        className={cn(disabled && "cursor-not-allowed opacity-60")}
        onCheckedChange={onChange}
      />
    </div>
  );
}

function CeilingRow({ value, change }: Pick<SettingsProps, "value" | "change">) {
  const id = useId();
  return (
    <div className="flex min-h-13 items-center justify-between gap-4 px-3.5 py-1.5">
      <label htmlFor={id} className="font-medium text-dense">
        {copy.ceiling}
      </label>
      <div className="flex items-center gap-2">
        <span className="text-label text-muted">{copy.upTo}</span>
        <DollarField
          id={id}
          className="w-28 text-right"
          value={value.priceMaxMicros}
          placeholder={copy.ceilingSame}
          onChange={(priceMaxMicros) => change({ priceMaxMicros })}
        />
      </div>
    </div>
  );
}

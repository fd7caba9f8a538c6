"use client";

import { ChevronsUpDown, Route as RouteIcon } from "lucide-react";
import { useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf } from "#components/copy/format.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useNarrow } from "#components/ui/use-narrow.ts";
import { type Draft, type Judged, pickModel, resolutionOf } from "./draft.ts";
import { ModelChoices, type ModelChoicesProps } from "./model-choices.tsx";

const triggerClass =
  "flex h-11 w-full items-center gap-3 rounded-control border border-border-strong bg-raised px-3.5 text-left font-medium text-body hover:border-text aria-expanded:border-text";

/** Who makes it, as a field that opens the choices beside it; on a phone from the bottom. */
export function ModelPicker({ value, judged, change }: ModelChoicesProps) {
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const choose = (part: Partial<Draft>) => {
    change(part);
    if (part.model) setOpen(false);
  };
  const choices = <ModelChoices value={value} judged={judged} change={choose} />;
  const chosen = <Chosen value={value} judged={judged} />;
  return (
    <div className="grid gap-2">
      <span className="font-medium text-label text-muted">{copy.model}</span>
      {narrow ? (
        <>
          <button type="button" aria-expanded={open} onClick={() => setOpen(true)} className={triggerClass}>
            {chosen}
          </button>
          <Sheet open={open} onOpenChange={setOpen} title={copy.model}>
            {choices}
          </Sheet>
        </>
      ) : (
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger className={triggerClass}>{chosen}</PopoverTrigger>
          <PopoverContent
            aria-label={copy.model}
            side="right"
            align="end"
            sideOffset={36}
            className="w-125 max-w-[calc(100vw-2rem)] shadow-dialog"
          >
            {choices}
          </PopoverContent>
        </Popover>
      )}
    </div>
  );
}

function Chosen({ value, judged }: { value: Draft; judged: readonly Judged[] }) {
  const picked = pickModel(value, judged);
  const expected = picked?.model.estimate?.p50Seconds;
  const name = judged.find(({ model }) => model.id === value.model)?.model.name ?? value.model;
  const facts = [resolutionOf(value), expected !== undefined && copy.about(clockOf(expected))];
  return (
    <>
      <RouteIcon aria-hidden className="size-4 text-accent-text" />
      <span className="truncate">
        {value.model === "auto" ? copy.auto : name}{" "}
        {value.model === "auto" && (
          <span className="font-normal text-muted">
            {picked ? copy.autoPicks(picked.model.name) : judged.length > 0 && copy.autoNone}
          </span>
        )}
      </span>
      <span className="ml-auto whitespace-nowrap font-normal text-label text-muted max-tablet:hidden">
        {facts.filter(Boolean).join(" · ")}
      </span>
      <ChevronsUpDown aria-hidden className="ml-1 size-4 max-tablet:ml-auto" />
    </>
  );
}

"use client";

import { ChevronsUpDown, CircleAlert, Route as RouteIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useNarrow } from "#components/ui/use-narrow.ts";
import type { Draft } from "./draft.ts";
import { expectedSecondsOf, pickModel } from "./judge.ts";
import { ModelChoices, type ModelChoicesProps } from "./model-choices.tsx";
import type { ModelNote } from "./model-note.ts";

const triggerClass =
  "flex h-11 w-full items-center gap-3 rounded-control border border-border-strong bg-raised px-3.5 text-left font-medium text-body hover:border-text aria-expanded:border-text";

type ModelPickerProps = ModelChoicesProps & { note: ModelNote | undefined };

/** Who makes it, as a field that opens the choices beside it; on a phone from the bottom. */
export function ModelPicker({ note, ...choosing }: ModelPickerProps) {
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const choose = (part: Partial<Draft>) => {
    choosing.change(part);
    if (part.model) setOpen(false);
  };
  const choices = <ModelChoices {...choosing} change={choose} />;
  const chosen = <Chosen {...choosing} />;
  return (
    <div className="grid grid-cols-1 gap-2">
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
            className="max-h-[min(var(--radix-popover-content-available-height),42rem)] w-125 max-w-[calc(100vw-2rem)] shadow-dialog"
          >
            {choices}
          </PopoverContent>
        </Popover>
      )}
      {note && <Note note={note} onFix={() => choosing.change({ model: note.fix.model })} />}
    </div>
  );
}

function Note({ note, onFix }: { note: ModelNote; onFix: () => void }) {
  const Icon = note.tone === "warn" ? TriangleAlert : CircleAlert;
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-1.5 text-label">
      <Icon
        aria-hidden
        className={cn("size-3.5 shrink-0", note.tone === "warn" ? "text-warn" : "text-danger")}
      />
      {note.words}
      <button
        type="button"
        onClick={onFix}
        className="rounded-tag font-medium underline underline-offset-2 touch:min-h-11"
      >
        {note.fix.words}
      </button>
    </p>
  );
}

function Chosen({ value, judged, plan }: Omit<ModelChoicesProps, "change">) {
  const auto = value.model === "auto";
  const picked = pickModel(value, judged, plan);
  const known = judged.find(({ model }) => model.id === value.model)?.model;
  const shown = picked?.model ?? known;
  const facts = [shown?.tiers[value.tier], shown && copy.about(clockOf(expectedSecondsOf(shown)))];
  return (
    <>
      <RouteIcon aria-hidden className="size-4 shrink-0 text-accent-text" />
      <span className="min-w-0 truncate">
        {auto ? copy.auto : (known?.name ?? value.model)}{" "}
        {auto && (
          <span className="font-normal text-muted">
            {picked ? copy.autoPicks(picked.model.name) : plan && copy.autoNone}
          </span>
        )}
      </span>
      <span className="ml-auto whitespace-nowrap font-normal text-label text-muted max-tablet:hidden">
        {facts.filter(Boolean).join(" · ")}
      </span>
      <ChevronsUpDown aria-hidden className="ml-1 size-4 shrink-0 max-tablet:ml-auto" />
    </>
  );
}

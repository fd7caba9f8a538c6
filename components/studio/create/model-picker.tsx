"use client";

import { Check, ChevronsUpDown, Route as RouteIcon, Search } from "lucide-react";
import { useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf, priceOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useNarrow } from "#components/ui/use-narrow.ts";
import { pictureSizes } from "#lib/contract/platform.ts";
import { type Draft, type Judged, pickModel, ratioOf } from "./draft.ts";
import { ModelRow, UnfitRow } from "./model-row.tsx";

type ModelPickerProps = { value: Draft; judged: readonly Judged[]; change: (part: Partial<Draft>) => void };

const resolutionOf = (value: Draft): string => {
  const { width, height } = pictureSizes[value.tier][ratioOf(value)];
  return `${Math.min(width, height)}p`;
};

/** Who makes it: "auto" and what it picks now, who else can, who cannot and why, with the one-click fix. */
export function ModelPicker({ value, judged, change }: ModelPickerProps) {
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const picked = pickModel(value, judged);
  const expected = picked?.model.estimate?.p50Seconds;
  const trigger = (
    <>
      <RouteIcon aria-hidden className="size-4 text-accent-text" />
      <span className="truncate">
        {value.model === "auto" ? (
          <>
            {copy.auto}{" "}
            <span className="font-normal text-muted">
              {picked ? copy.autoPicks(picked.model.name) : judged.length > 0 && copy.autoNone}
            </span>
          </>
        ) : (
          (judged.find(({ model }) => model.id === value.model)?.model.name ?? value.model)
        )}
      </span>
      <span className="ml-auto whitespace-nowrap font-normal text-label text-muted max-tablet:hidden">
        {[resolutionOf(value), expected != null && copy.about(clockOf(expected))].filter(Boolean).join(" · ")}
      </span>
      <ChevronsUpDown aria-hidden className="ml-1 size-4 max-tablet:ml-auto" />
    </>
  );
  const names =
    "flex h-11 w-full items-center gap-3 rounded-control border border-border-strong bg-raised px-3.5 text-left font-medium text-body hover:border-text aria-expanded:border-text";
  const list = (
    <Choices
      value={value}
      judged={judged}
      change={(part) => {
        change(part);
        if (part.model) setOpen(false);
      }}
    />
  );
  return (
    <div className="grid gap-2">
      <span id="model-label" className="font-medium text-label text-muted">
        {copy.model}
      </span>
      {narrow ? (
        <>
          <button type="button" aria-expanded={open} onClick={() => setOpen(true)} className={names}>
            {trigger}
          </button>
          <Sheet open={open} onOpenChange={setOpen} title={copy.model}>
            {list}
          </Sheet>
        </>
      ) : (
        <Popover open={open} onOpenChange={setOpen}>
          <PopoverTrigger className={names}>{trigger}</PopoverTrigger>
          <PopoverContent
            aria-label={copy.model}
            side="right"
            align="end"
            sideOffset={36}
            className="w-125 max-w-[calc(100vw-2rem)] shadow-dialog"
          >
            {list}
          </PopoverContent>
        </Popover>
      )}
    </div>
  );
}

function Choices({ value, judged, change }: ModelPickerProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const matching = judged.filter(({ model }) =>
    `${model.name} ${model.vendor}`.toLowerCase().includes(wanted),
  );
  const fitting = matching.filter(({ misfits }) => misfits.length === 0);
  const unfit = matching.filter(({ misfits }) => misfits.length > 0);
  const auto = pickModel({ ...value, model: "auto" }, judged);
  const asked = [
    ratioOf(value),
    copy.seconds(value.durationSeconds),
    value.asset && copy.withImage,
    value.tier,
  ];
  return (
    <>
      <div className="flex h-11 items-center gap-3 border-border-strong border-b px-3.5 max-tablet:px-0">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          aria-label={copy.findModel}
          placeholder={copy.findModel}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="min-w-0 grow bg-transparent text-dense outline-none"
        />
        <span className="whitespace-nowrap text-label text-muted">{asked.filter(Boolean).join(" · ")}</span>
      </div>
      <div className="grid p-1.5 max-tablet:px-0">
        {wanted === "" && (
          <button
            type="button"
            aria-pressed={value.model === "auto"}
            onClick={() => change({ model: "auto" })}
            className={cn(
              "grid grid-cols-[16px_1fr_auto] gap-x-3 rounded-control px-2.5 py-2 text-left hover:bg-hover",
              value.model === "auto" && "bg-hover",
            )}
          >
            {value.model === "auto" ? (
              <Check aria-hidden className="mt-0.5 size-4 text-accent-text" />
            ) : (
              <span />
            )}
            <span>
              <span className="font-medium">{copy.auto}</span>{" "}
              <span className="text-label text-muted">
                {auto ? copy.autoPicksNow(auto.model.name) : copy.autoNone}
              </span>
              <span className="block text-label text-muted">{copy.autoWhy}</span>
            </span>
            {auto && (
              <span className="text-right">
                <span className="font-medium text-dense">{priceOf(auto.priceMicros)}</span>
                {auto.model.estimate && (
                  <span className="block text-label text-muted">
                    {copy.about(clockOf(auto.model.estimate.p50Seconds))}
                  </span>
                )}
              </span>
            )}
          </button>
        )}
        {fitting.length > 0 && <GroupLabel>{copy.canMake}</GroupLabel>}
        {fitting.map((one) => (
          <ModelRow
            key={one.model.id}
            judged={one}
            chosen={value.model === one.model.id}
            resolution={resolutionOf(value)}
            onChoose={() => change({ model: one.model.id })}
          />
        ))}
        {unfit.length > 0 && <GroupLabel>{copy.cannotMake}</GroupLabel>}
        {unfit.map((one) => (
          <UnfitRow key={one.model.id} judged={one} change={change} />
        ))}
        {matching.length === 0 && (
          <p className="px-3 py-6 text-center text-dense text-muted">{copy.noModels}</p>
        )}
      </div>
    </>
  );
}

function GroupLabel({ children }: { children: string }) {
  return (
    <p className="-mx-1.5 mt-1.5 border-border-strong border-t px-4 pt-3 pb-1 text-label text-muted max-tablet:mx-0 max-tablet:px-2.5">
      {children}
    </p>
  );
}

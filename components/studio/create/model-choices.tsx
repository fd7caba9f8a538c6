"use client";

import { Check, Search } from "lucide-react";
import { useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf, priceOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { type Draft, type Judged, pickModel, ratioOf, resolutionOf } from "./draft.ts";
import { ModelRow, UnfitRow } from "./model-row.tsx";

export type ModelChoicesProps = {
  value: Draft;
  judged: readonly Judged[];
  change: (part: Partial<Draft>) => void;
};

/** What is asked in the head; "auto" first, then who can make it, then who cannot and why. */
export function ModelChoices({ value, judged, change }: ModelChoicesProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const matching = judged.filter(({ model }) =>
    `${model.name} ${model.vendor}`.toLowerCase().includes(wanted),
  );
  const fitting = matching.filter(({ misfits }) => misfits.length === 0);
  const unfit = matching.filter(({ misfits }) => misfits.length > 0);
  return (
    <>
      <Head value={value} search={search} onSearch={setSearch} />
      <div className="grid p-1.5 max-tablet:px-0">
        {wanted === "" && (
          <AutoRow value={value} judged={judged} onChoose={() => change({ model: "auto" })} />
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

type HeadProps = { value: Draft; search: string; onSearch: (search: string) => void };

function Head({ value, search, onSearch }: HeadProps) {
  const asked = [
    ratioOf(value),
    copy.seconds(value.durationSeconds),
    value.asset && copy.withImage,
    value.tier,
  ];
  return (
    <div className="flex h-11 items-center gap-3 border-border-strong border-b px-3.5 max-tablet:px-0">
      <Search aria-hidden className="size-4 shrink-0 text-muted" />
      <input
        aria-label={copy.findModel}
        placeholder={copy.findModel}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        className="min-w-0 grow bg-transparent text-dense outline-none"
      />
      <span className="whitespace-nowrap text-label text-muted">{asked.filter(Boolean).join(" · ")}</span>
    </div>
  );
}

type AutoRowProps = { value: Draft; judged: readonly Judged[]; onChoose: () => void };

function AutoRow({ value, judged, onChoose }: AutoRowProps) {
  const chosen = value.model === "auto";
  const auto = pickModel({ ...value, model: "auto" }, judged);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        "grid grid-cols-[16px_1fr_auto] gap-x-3 rounded-control px-2.5 py-2 text-left hover:bg-hover",
        chosen && "bg-hover",
      )}
    >
      {chosen ? <Check aria-hidden className="mt-0.5 size-4 text-accent-text" /> : <span />}
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
  );
}

function GroupLabel({ children }: { children: string }) {
  return (
    <p className="-mx-1.5 mt-1.5 border-border-strong border-t px-4 pt-3 pb-1 text-label text-muted max-tablet:mx-0 max-tablet:px-2.5">
      {children}
    </p>
  );
}

"use client";

import { Check, ChevronRight, Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf, priceOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Plan } from "#lib/contract/plan.ts";
import { type Draft, ratioOf } from "./draft.ts";
import { expectedSecondsOf, fastestOf, type Judged, pickModel, shelve } from "./judge.ts";
import { AwayRow, ModelRow, UnfitRow } from "./model-row.tsx";

export type ModelChoicesProps = {
  value: Draft;
  judged: readonly Judged[];
  plan: Plan | undefined;
  change: (part: Partial<Draft>) => void;
};

/** Up and down walk over everything that can be pressed; the search stays one key away. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button, summary")].filter(
    (stop) => stop.offsetParent !== null,
  );
  const at = stops.findIndex((stop) => stop.matches(":focus"));
  const next = stops[at + step];
  event.preventDefault();
  next?.focus();
}

/** What is asked in the head; "auto" first, then who can make it by vendor, then who cannot and why. */
export function ModelChoices({ value, judged, plan, change }: ModelChoicesProps) {
  const [search, setSearch] = useState("");
  const panel = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLowerCase();
  const matching = judged.filter(({ model }) =>
    `${model.name} ${model.vendor} ${model.id}`.toLowerCase().includes(wanted),
  );
  const { fitting, unfit, away, retired } = shelve(matching);
  const fastest = fastestOf(shelve(judged).fitting);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move the focus among the buttons inside
    <div ref={panel} onKeyDown={walk}>
      <Head value={value} search={search} onSearch={setSearch} />
      <div className="grid p-1.5 max-tablet:px-0">
        {wanted === "" && (
          <AutoRow value={value} judged={judged} plan={plan} onChoose={() => change({ model: "auto" })} />
        )}
        {fitting.length > 0 && <GroupLabel>{copy.canMake}</GroupLabel>}
        {fitting.map((one, index) => (
          <ModelRow
            key={one.model.id}
            judged={one}
            chosen={value.model === one.model.id}
            fastest={fastest === one.model.id}
            showVendor={one.model.vendor !== fitting[index - 1]?.model.vendor}
            resolution={one.model.tiers[value.tier]}
            onChoose={() => change({ model: one.model.id })}
          />
        ))}
        {unfit.length > 0 && <GroupLabel>{copy.cannotMake}</GroupLabel>}
        {unfit.map((one) => (
          <UnfitRow key={one.model.id} judged={one} change={change} />
        ))}
        <Fold label={copy.notConnected(away.length)} count={away.length} open={wanted !== ""}>
          {away.map((one) => (
            <AwayRow key={one.model.id} model={one.model} />
          ))}
        </Fold>
        <Fold label={copy.retiredModels(retired.length)} count={retired.length} open={wanted !== ""}>
          {retired.map((one) => (
            <AwayRow key={one.model.id} model={one.model} />
          ))}
        </Fold>
        {judged.length === 0 && <Skeleton className="m-1.5 h-40" />}
        {judged.length > 0 && matching.length === 0 && (
          <p className="px-3 py-6 text-center text-dense text-muted">{copy.noModels}</p>
        )}
      </div>
    </div>
  );
}

type HeadProps = { value: Draft; search: string; onSearch: (search: string) => void };

function Head({ value, search, onSearch }: HeadProps) {
  const asked = [
    ratioOf(value),
    copy.seconds(value.durationSeconds),
    value.asset && copy.withImage,
    value.audio && copy.withSound,
    value.tier,
  ];
  return (
    <div className="sticky top-0 z-1 flex h-11 items-center gap-3 border-border-strong border-b bg-overlay px-3.5 max-tablet:px-0">
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

type AutoRowProps = Omit<ModelChoicesProps, "change"> & { onChoose: () => void };

function AutoRow({ value, judged, plan, onChoose }: AutoRowProps) {
  const chosen = value.model === "auto";
  const auto = chosen ? pickModel(value, judged, plan) : undefined;
  const none = chosen && plan?.steps.length === 0;
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
          {auto ? copy.autoPicksNow(auto.model.name) : none && copy.autoNone}
        </span>
        <span className="block text-label text-muted">{copy.autoWhy}</span>
      </span>
      {auto && (
        <span className="text-right">
          <span className="font-medium text-dense">
            {priceOf(plan?.steps[0]?.priceMicros ?? auto.priceMicros ?? 0)}
          </span>
          <span className="block text-label text-muted">
            {copy.about(clockOf(expectedSecondsOf(auto.model)))}
          </span>
        </span>
      )}
    </button>
  );
}

function GroupLabel({ children }: { children: string }) {
  return (
    <p className="-mx-1.5 mt-1.5 border-border-strong border-t px-4 first:mt-0 first:border-t-0 pt-3 pb-1 text-label text-muted max-tablet:mx-0 max-tablet:px-2.5">
      {children}
    </p>
  );
}

type FoldProps = { label: string; count: number; open: boolean; children: ReactNode };

/** Models nobody can choose now: counted, and told when asked for or searched. */
function Fold({ label, count, open, children }: FoldProps) {
  if (count === 0) return null;
  return (
    <details
      open={open || undefined}
      className="group -mx-1.5 mt-1.5 border-border-strong border-t px-1.5 pt-1.5 first:mt-0 first:border-t-0 first:pt-0 max-tablet:mx-0 max-tablet:px-0"
    >
      <summary className="flex list-none items-center gap-1.5 rounded-control px-2.5 py-1.5 text-label text-muted hover:bg-hover hover:text-text touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 group-open:rotate-90" />
        {label}
      </summary>
      {children}
    </details>
  );
}

"use client";

import { Ban, Check, Dices, ImageUp, Volume2 } from "lucide-react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf, priceOf } from "#components/copy/format.ts";
import { lengthsOf, priceFromOf } from "#components/studio/model-facts.ts";
import { daysToClose } from "#components/studio/model-state.ts";
import { cn } from "#components/ui/cn.ts";
import { Tag } from "#components/ui/tag.tsx";
import { sunsetWarningDays } from "#lib/contract/deprecation.ts";
import type { ModelView, Resolution } from "#lib/contract/model.ts";
import { durationSecondsMax, durationSecondsMin } from "#lib/contract/video.ts";
import type { Draft } from "./draft.ts";
import { expectedSecondsOf, type Judged } from "./judge.ts";
import { repairOf } from "./repair.ts";

const sounds = { never: copy.silent, optional: copy.soundOptional, always: copy.withSound };

type ModelRowProps = {
  judged: Judged;
  chosen: boolean;
  fastest: boolean;
  /** False below another model of the same vendor. */
  showVendor: boolean;
  resolution: Resolution | null;
  onChoose: () => void;
};

export function ModelRow({ judged, chosen, fastest, showVendor, resolution, onChoose }: ModelRowProps) {
  const { model, priceMicros } = judged;
  const lengths = model.durations.filter((one) => one >= durationSecondsMin && one <= durationSecondsMax);
  const facts = [
    resolution,
    sounds[model.audio],
    lengthsOf(lengths),
    model.picture === "storyboard" && copy.storyboard,
    model.simulated && copy.simulated,
  ];
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        "grid grid-cols-[16px_1fr_auto] gap-x-3 rounded-control px-2.5 py-1.5 text-left hover:bg-hover",
        chosen && "bg-hover",
      )}
    >
      {chosen ? <Check aria-hidden className="mt-0.5 size-4 text-accent-text" /> : <span />}
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{model.name}</span>
          <span className={cn("text-label text-muted", !showVendor && "sr-only")}>{model.vendor}</span>
          <Marks model={model} />
          <Badges model={model} fastest={fastest} />
        </span>
        <span className="block text-label text-muted">{facts.filter(Boolean).join(" · ")}</span>
      </span>
      <span className="text-right">
        <span className="font-medium text-dense">
          {priceMicros === null ? priceFromOf(model) : priceOf(priceMicros)}
        </span>
        <span className="block text-label text-muted">{copy.about(clockOf(expectedSecondsOf(model)))}</span>
      </span>
    </button>
  );
}

/** What a model takes and gives besides a silent picture from words. */
function Marks({ model }: { model: ModelView }) {
  const marks = [
    { on: model.audio !== "never", icon: Volume2, words: copy.marks.audio },
    { on: model.modes.includes("image-to-video"), icon: ImageUp, words: copy.marks.image },
    { on: model.seed, icon: Dices, words: copy.marks.seed },
  ].filter(({ on }) => on);
  return (
    <span
      className="inline-flex items-center gap-1 text-muted"
      title={marks.map(({ words }) => words).join(", ")}
    >
      {marks.map(({ icon: Icon, words }) => (
        <Icon key={words} aria-hidden className="size-3.25" />
      ))}
      <span className="sr-only">{marks.map(({ words }) => words).join(", ")}</span>
    </span>
  );
}

function Badges({ model, fastest }: { model: ModelView; fastest: boolean }) {
  const days = daysToClose(model, Date.now());
  return (
    <>
      {fastest && (
        <span className="rounded-tag border border-border-strong px-1.5 text-label text-muted">
          {copy.fastest}
        </span>
      )}
      {days !== null && days <= sunsetWarningDays && (
        <Tag tone="warn" className="h-4.5 px-1.5">
          {copy.closesIn(days)}
        </Tag>
      )}
    </>
  );
}

type UnfitRowProps = { judged: Judged; change: (part: Partial<Draft>) => void };

/** A model that cannot make this: readable, not choosable, with what would help. */
export function UnfitRow({ judged: { model, misfits, priceMicros }, change }: UnfitRowProps) {
  return (
    <div className="grid grid-cols-[16px_1fr_auto] gap-x-3 px-2.5 py-1.5 text-muted">
      <span />
      <div>
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{model.name}</span>
          <span className="text-label">{model.vendor}</span>
          <Badges model={model} fastest={false} />
        </span>
        {misfits.map((misfit) => {
          const repair = repairOf(misfit);
          return (
            <p key={misfit.path} className="flex flex-wrap items-center gap-x-1.5 text-label">
              <Ban aria-hidden className="size-3 shrink-0" />
              {misfit.message}
              {repair && (
                <button
                  type="button"
                  onClick={() => change(repair.part)}
                  className="rounded-tag text-text underline underline-offset-2 touch:-my-2.5 touch:min-h-11"
                >
                  {repair.words}
                </button>
              )}
            </p>
          );
        })}
      </div>
      <span className="font-medium text-dense">{priceMicros === null ? "" : priceOf(priceMicros)}</span>
    </div>
  );
}

/** A model that takes no work here, with the reason. */
export function AwayRow({ model }: { model: ModelView }) {
  return (
    <div className="grid grid-cols-[16px_1fr_auto] gap-x-3 px-2.5 py-1.5 text-muted">
      <span />
      <div>
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{model.name}</span> <span className="text-label">{model.vendor}</span>
        </p>
        <p className="text-label">{model.unavailableReason}</p>
      </div>
      <span className="text-label">{priceFromOf(model)}</span>
    </div>
  );
}

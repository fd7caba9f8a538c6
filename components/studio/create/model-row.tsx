"use client";

import { Ban, Check } from "lucide-react";
import { createCopy as copy } from "#components/copy/create.ts";
import { clockOf, priceOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { type AspectRatio, platform, platformPresets } from "#lib/contract/platform.ts";
import type { Misfit } from "#lib/models/fits-model.ts";
import type { Draft, Judged } from "./draft.ts";

type ModelRowProps = { judged: Judged; chosen: boolean; resolution: string; onChoose: () => void };

export function ModelRow({ judged: { model, priceMicros }, chosen, resolution, onChoose }: ModelRowProps) {
  const facts = [
    resolution,
    model.audio ? copy.withSound : copy.silent,
    copy.range(model.durationSecondsMin, model.durationSecondsMax),
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
      <span>
        <span className="font-medium">{model.name}</span>{" "}
        <span className="text-label text-muted">{model.vendor}</span>
        <span className="block text-label text-muted">{facts.join(" · ")}</span>
      </span>
      <span className="text-right">
        <span className="font-medium text-dense">{priceOf(priceMicros)}</span>
        {model.estimate && (
          <span className="block text-label text-muted">
            {copy.about(clockOf(model.estimate.p50Seconds))}
          </span>
        )}
      </span>
    </button>
  );
}

const tierNames = { draft: copy.draft.toLowerCase(), final: copy.final.toLowerCase() };

function presetFor(ratio: AspectRatio): Partial<Draft> {
  const name = Object.entries(platformPresets).find(([, preset]) => preset.aspectRatio === ratio)?.[0];
  return { platform: platform.parse(name) };
}

function repairOf(fix: NonNullable<Misfit["fix"]>): { words: string; part: Partial<Draft> } {
  if ("durationSeconds" in fix) return { words: copy.secondsInstead(fix.durationSeconds), part: fix };
  if ("tier" in fix) return { words: copy.tierInstead(tierNames[fix.tier]), part: fix };
  return { words: copy.ratioInstead(fix.aspectRatio), part: presetFor(fix.aspectRatio) };
}

type UnfitRowProps = { judged: Judged; change: (part: Partial<Draft>) => void };

/** A model that cannot make this: readable, not choosable, with what would help. */
export function UnfitRow({ judged: { model, misfits, priceMicros }, change }: UnfitRowProps) {
  return (
    <div className="grid grid-cols-[16px_1fr_auto] gap-x-3 px-2.5 py-1.5 text-muted">
      <span />
      <div>
        <span className="font-medium">{model.name}</span> <span className="text-label">{model.vendor}</span>
        {misfits.map((misfit) => {
          const repair = misfit.fix && repairOf(misfit.fix);
          return (
            <p key={misfit.path} className="flex flex-wrap items-center gap-x-1.5 text-label">
              <Ban aria-hidden className="size-3" />
              {misfit.message}
              {repair && (
                <button
                  type="button"
                  onClick={() => change(repair.part)}
                  className="rounded-tag text-text underline underline-offset-2 touch:min-h-11"
                >
                  {repair.words}
                </button>
              )}
            </p>
          );
        })}
      </div>
      <span className="font-medium text-dense">{priceOf(priceMicros)}</span>
    </div>
  );
}

"use client";

import { useId } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { isSlidable } from "#components/studio/model-facts.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Slider } from "#components/ui/slider.tsx";
import { tier, tiers } from "#lib/contract/platform.ts";
import type { Draft } from "./draft.ts";
import { OptionNote } from "./option-note.tsx";
import { type Options, snapped } from "./options.ts";

type LengthQualityProps = {
  value: Draft;
  options: Options;
  /** Why the length cannot be made, where it cannot. */
  lengthFault: string | null;
  change: (part: Partial<Draft>) => void;
};

/** So many lengths fit beside each other as buttons; more become a slider that stops at each. */
const stepsMax = 4;

export function LengthQuality({ value, options, lengthFault, change }: LengthQualityProps) {
  const noteId = useId();
  const { durationSeconds } = value;
  const nearest = snapped(durationSeconds, durationSeconds, options.durations);
  const off = options.tiers[value.tier];
  const other = tiers.find((one) => one !== value.tier && options.tiers[one] === null);
  const fault = lengthFault ?? off;
  const fix =
    lengthFault && nearest !== durationSeconds
      ? { words: copy.secondsInstead(nearest), onFix: () => change({ durationSeconds: nearest }) }
      : off && other
        ? { words: copy.tierInstead(copy[other].toLowerCase()), onFix: () => change({ tier: other }) }
        : undefined;
  return (
    <div className="grid gap-2">
      <div className="grid grid-cols-[5fr_4fr] gap-6">
        <div>
          <div className="flex items-baseline justify-between text-label">
            <span className="font-medium text-muted">{copy.length}</span>
            <span className="font-semibold text-dense">{copy.seconds(durationSeconds)}</span>
          </div>
          <Lengths value={value} durations={options.durations} noteId={noteId} change={change} />
        </div>
        <div className="grid content-start gap-2">
          <span className="font-medium text-label text-muted leading-5">{copy.quality}</span>
          <Segmented
            label={copy.quality}
            value={value.tier}
            stretch
            options={tiers.map((one) => ({
              value: one,
              label: copy[one],
              disabled: options.tiers[one] !== null && one !== value.tier,
            }))}
            onValueChange={(next) => change({ tier: tier.parse(next) })}
          />
        </div>
      </div>
      <OptionNote
        id={noteId}
        words={fault ?? Object.values(options.tiers).find(Boolean) ?? null}
        {...(fix && { fix })}
      />
    </div>
  );
}

type LengthsProps = {
  value: Draft;
  durations: readonly number[];
  noteId: string;
  change: (part: Partial<Draft>) => void;
};

function Lengths({ value, durations, noteId, change }: LengthsProps) {
  const first = durations[0] ?? value.durationSeconds;
  const last = durations.at(-1) ?? value.durationSeconds;
  if (durations.length <= stepsMax && !isSlidable(durations)) {
    return (
      <Segmented
        label={copy.length}
        value={String(value.durationSeconds)}
        stretch
        className="mt-1"
        options={durations.map((seconds) => ({
          value: String(seconds),
          label: copy.seconds(seconds),
          name: copy.secondsSpoken(seconds),
        }))}
        onValueChange={(next) => change({ durationSeconds: Number(next) })}
      />
    );
  }
  return (
    <>
      <Slider
        label={copy.length}
        value={value.durationSeconds}
        min={first}
        max={last}
        valueText={copy.secondsSpoken}
        aria-describedby={noteId}
        onValueChange={(next) => change({ durationSeconds: snapped(next, value.durationSeconds, durations) })}
      />
      <div aria-hidden className="-mt-1 flex justify-between text-label text-muted">
        <span>{copy.seconds(first)}</span>
        <span>{copy.seconds(last)}</span>
      </div>
    </>
  );
}

"use client";

import { useId } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { isSlidable, lengthsOf } from "#components/studio/model-facts.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Slider } from "#components/ui/slider.tsx";
import { tier, tiers } from "#lib/contract/platform.ts";
import type { Draft } from "./draft.ts";
import { OptionNote } from "./option-note.tsx";
import { nearestOf, type Options, snapped } from "./options.ts";

type LengthQualityProps = {
  value: Draft;
  options: Options;
  /** Name of the chosen model where it does not make the length. */
  maker: string | undefined;
  change: (part: Partial<Draft>) => void;
};

/** So many lengths fit beside each other as buttons; more become a slider that stops at each. */
const stepsMax = 4;

export function LengthQuality({ value, options, maker, change }: LengthQualityProps) {
  const noteId = useId();
  const { durationSeconds } = value;
  const lengthFault = maker ? copy.lengthOff(maker, lengthsOf(options.durations)) : null;
  const nearest = nearestOf(durationSeconds, options.durations);
  const off = options.tiers[value.tier];
  const other = tiers.find((one) => one !== value.tier && options.tiers[one] === null);
  const fault = lengthFault ?? off;
  const told = fault ?? Object.values(options.tiers).find(Boolean) ?? null;
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
      <div className="-mt-2 grid">
        {told === null && isRange(options.durations) && <Ends durations={options.durations} />}
        <OptionNote id={noteId} words={told} {...(fix && { fix })} />
      </div>
    </div>
  );
}

const isRange = (durations: readonly number[]): boolean =>
  durations.length > stepsMax || isSlidable(durations);

/** The ends of the slider; a note takes their place, so that nothing below moves. */
function Ends({ durations }: { durations: readonly number[] }) {
  return (
    <div aria-hidden className="col-start-1 row-start-1 grid grid-cols-[5fr_4fr] gap-6 text-label text-muted">
      <span className="flex justify-between">
        <span>{copy.seconds(durations[0] ?? 0)}</span>
        <span>{copy.seconds(durations.at(-1) ?? 0)}</span>
      </span>
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
  if (!isRange(durations)) {
    return (
      <Segmented
        label={copy.length}
        value={String(value.durationSeconds)}
        stretch
        className="mt-2"
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
    <Slider
      label={copy.length}
      value={value.durationSeconds}
      min={first}
      max={last}
      valueText={copy.secondsSpoken}
      aria-describedby={noteId}
      onValueChange={(next) => change({ durationSeconds: snapped(next, value.durationSeconds, durations) })}
    />
  );
}

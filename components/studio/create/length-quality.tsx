"use client";

import { createCopy as copy } from "#components/copy/create.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { Slider } from "#components/ui/slider.tsx";
import { durationSecondsMax, durationSecondsMin } from "#lib/contract/video.ts";
import type { Draft } from "./draft.ts";

type LengthQualityProps = { value: Draft; change: (part: Partial<Draft>) => void };

export function LengthQuality({ value, change }: LengthQualityProps) {
  return (
    <div className="grid grid-cols-[5fr_4fr] gap-6">
      <div>
        <div className="flex items-baseline justify-between text-label">
          <span className="font-medium text-muted">{copy.length}</span>
          <span className="font-semibold text-dense">{copy.seconds(value.durationSeconds)}</span>
        </div>
        <Slider
          label={copy.length}
          value={value.durationSeconds}
          min={durationSecondsMin}
          max={durationSecondsMax}
          valueText={copy.secondsSpoken}
          onValueChange={(durationSeconds) => change({ durationSeconds })}
        />
        <div aria-hidden className="-mt-1 flex justify-between text-label text-muted">
          <span>{copy.seconds(durationSecondsMin)}</span>
          <span>{copy.seconds(durationSecondsMax)}</span>
        </div>
      </div>
      <div className="grid content-start gap-2">
        <span className="font-medium text-label text-muted leading-5">{copy.quality}</span>
        <Segmented
          label={copy.quality}
          value={value.tier}
          stretch
          options={[
            { value: "draft", label: copy.draft },
            { value: "final", label: copy.final },
          ]}
          onValueChange={(tier) => change({ tier })}
        />
      </div>
    </div>
  );
}

"use client";

import { Slider as Radix } from "radix-ui";

type SliderProps = {
  id?: string;
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** What a screen reader says for a value, with its unit. */
  valueText: (value: number) => string;
  onValueChange: (value: number) => void;
  "aria-describedby"?: string;
};

/** A value on a marked track; every step has a tick. */
export function Slider({ label, value, min, max, step = 1, valueText, onValueChange, ...rest }: SliderProps) {
  const steps = Math.round((max - min) / step);
  const ticks = Array.from({ length: Math.max(0, steps - 1) }, (_, index) => ((index + 1) / steps) * 100);
  return (
    <Radix.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className="relative flex h-9 touch-none items-center touch:h-11"
      {...rest}
    >
      <Radix.Track className="relative h-1 w-full grow rounded-tag bg-border-strong">
        <Radix.Range className="absolute h-full rounded-tag bg-inverse" />
        {ticks.map((left) => (
          <span
            key={left}
            aria-hidden
            className="absolute top-0 h-full w-0.5 bg-background"
            style={{ left: `${left}%` }}
          />
        ))}
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText(value)}
        className="block size-4.5 rounded-full border-2 border-surface bg-inverse shadow-marker after:absolute after:-inset-3 after:content-['']"
      />
    </Radix.Root>
  );
}

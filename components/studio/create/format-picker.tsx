"use client";

import { RadioGroup } from "radix-ui";
import { createCopy as copy } from "#components/copy/create.ts";
import {
  type AspectRatio,
  type Platform,
  platform,
  platformPresets,
  platforms,
} from "#lib/contract/platform.ts";

const glyphs: Record<AspectRatio, { width: number; height: number }> = {
  "16:9": { width: 16, height: 9 },
  "9:16": { width: 8, height: 14 },
  "1:1": { width: 12, height: 12 },
  "4:5": { width: 11, height: 14 },
  "21:9": { width: 20, height: 8 },
};

function RatioGlyph({ ratio }: { ratio: AspectRatio }) {
  const { width, height } = glyphs[ratio];
  return (
    <svg
      aria-hidden
      width="22"
      height="16"
      viewBox="0 0 22 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    >
      <rect x={(22 - width) / 2} y={(16 - height) / 2} width={width} height={height} rx="2" />
    </svg>
  );
}

type FormatPickerProps = { value: Platform; onValueChange: (value: Platform) => void };

/** Where the video will be shown; the picture's shape follows. */
export function FormatPicker({ value, onValueChange }: FormatPickerProps) {
  return (
    <div className="grid gap-2">
      <span className="font-medium text-label text-muted">{copy.format}</span>
      <RadioGroup.Root
        aria-label={copy.format}
        value={value}
        onValueChange={(next) => onValueChange(platform.parse(next))}
        className="grid grid-cols-5 gap-2"
      >
        {platforms.map((name) => (
          <RadioGroup.Item
            key={name}
            value={name}
            className="grid h-19 place-content-center justify-items-center gap-1 rounded-control border border-border-strong text-muted transition-colors hover:bg-hover hover:text-text data-[state=checked]:border-text data-[state=checked]:bg-raised data-[state=checked]:text-text data-[state=checked]:shadow-[0_0_0_1px_var(--text)]"
          >
            <RatioGlyph ratio={platformPresets[name].aspectRatio} />
            <span className="mt-0.5 font-medium text-dense leading-4 max-tablet:text-label">
              {platformPresets[name].name}
            </span>
            <span className="text-label text-muted leading-4">{platformPresets[name].aspectRatio}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}

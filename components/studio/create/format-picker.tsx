"use client";

import { RadioGroup } from "radix-ui";
import { useId, useState } from "react";
import { createCopy as copy } from "#components/copy/create.ts";
import { countOf } from "#components/copy/format.ts";
import { cn } from "#components/ui/cn.ts";
import { type AspectRatio, platform, platformPresets, platforms } from "#lib/contract/platform.ts";
import { type Draft, formatPart, ratioOf } from "./draft.ts";
import { OptionNote } from "./option-note.tsx";
import { type FormatOption, isPreset, type Options } from "./options.ts";
import { RatioGlyph } from "./ratio-glyph.tsx";

type FormatPickerProps = { value: Draft; options: Options; change: (part: Partial<Draft>) => void };

/** Where the video will be shown; the picture's shape follows, in the native size of whoever makes it. */
export function FormatPicker({ value, options, change }: FormatPickerProps) {
  const noteId = useId();
  const [asked, setAsked] = useState<AspectRatio | null>(null);
  const ratio = ratioOf(value);
  const optionOf = (one: AspectRatio): FormatOption | undefined =>
    options.formats.find((option) => option.ratio === one);
  const told = optionOf(ratio)?.off ? optionOf(ratio) : asked && optionOf(asked);
  const nearest = told?.off ? told.nearest : null;
  const choose = (next: string) => {
    const name = platform.parse(next);
    const { aspectRatio } = platformPresets[name];
    const off = optionOf(aspectRatio)?.off;
    setAsked(off ? aspectRatio : null);
    if (!off) change({ platform: name, aspectRatio: null });
  };
  const take = (one: AspectRatio) => {
    setAsked(null);
    change(formatPart(one));
  };
  return (
    <div className="grid gap-2">
      <div className="flex items-baseline justify-between gap-4 text-label">
        <span className="font-medium text-muted">{copy.format}</span>
        <span className="text-muted">
          {options.picture && copy.native(countOf(options.picture.width), countOf(options.picture.height))}
        </span>
      </div>
      <RadioGroup.Root
        aria-label={copy.format}
        value={value.aspectRatio ? "" : value.platform}
        onValueChange={choose}
        className="grid grid-cols-5 gap-2"
      >
        {platforms.map((name) => {
          const { aspectRatio, name: words } = platformPresets[name];
          const off = optionOf(aspectRatio)?.off;
          return (
            <RadioGroup.Item
              key={name}
              value={name}
              aria-disabled={off ? true : undefined}
              aria-describedby={off ? noteId : undefined}
              title={off ?? undefined}
              onFocus={() => setAsked(off ? aspectRatio : null)}
              className={cn(
                "grid h-19 place-content-center justify-items-center gap-1 rounded-control border border-border-strong text-muted transition-colors data-[state=checked]:border-text data-[state=checked]:bg-raised data-[state=checked]:text-text data-[state=checked]:shadow-[0_0_0_1px_var(--text)]",
                off ? "cursor-not-allowed! border-dashed text-subtle" : "hover:bg-hover hover:text-text",
              )}
            >
              <RatioGlyph ratio={aspectRatio} />
              <span className="mt-0.5 font-medium text-dense leading-4 max-tablet:text-label">{words}</span>
              <span className="text-label leading-4">{aspectRatio}</span>
            </RadioGroup.Item>
          );
        })}
      </RadioGroup.Root>
      <div className="flex flex-wrap items-center justify-between gap-x-4 touch:min-h-11">
        <OptionNote
          id={noteId}
          words={told?.off ?? options.formatsNote}
          {...(nearest && { fix: { words: copy.ratioInstead(nearest), onFix: () => take(nearest) } })}
        />
        <OtherFormats options={options} ratio={ratio} onTake={take} />
      </div>
    </div>
  );
}

type OtherFormatsProps = { options: Options; ratio: AspectRatio; onTake: (ratio: AspectRatio) => void };

/** Shapes that are made and belong to no platform. */
function OtherFormats({ options, ratio, onTake }: OtherFormatsProps) {
  const others = options.formats.filter((option) => !option.off && !isPreset(option.ratio));
  if (others.length === 0) return null;
  return (
    <p className="ml-auto flex items-center gap-2 text-label text-muted">
      {copy.otherFormats}
      {others.map((option) => (
        <button
          key={option.ratio}
          type="button"
          aria-pressed={ratio === option.ratio}
          onClick={() => onTake(option.ratio)}
          className={cn(
            "rounded-tag underline decoration-border-strong underline-offset-2 hover:text-text touch:min-h-11 touch:min-w-8",
            ratio === option.ratio && "font-medium text-text decoration-text",
          )}
        >
          {option.ratio}
        </button>
      ))}
    </p>
  );
}

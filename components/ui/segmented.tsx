"use client";

import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type SegmentedOption<T extends string> = {
  value: T;
  label: ReactNode;
  /** Said instead of the label when the label is only an icon. */
  name?: string;
  disabled?: boolean;
};

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  options: readonly SegmentedOption<T>[];
  onValueChange: (value: T) => void;
  stretch?: boolean;
  className?: string;
};

/** One of a few, all visible. Arrow keys move the choice. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onValueChange,
  stretch,
  className,
}: SegmentedProps<T>) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      className={cn(
        "inline-flex h-9 items-stretch gap-0.5 rounded-control border border-border bg-sunken p-0.5 touch:h-12",
        stretch && "flex w-full",
        className,
      )}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          aria-label={option.name}
          title={option.name}
          disabled={option.disabled}
          className={cn(
            "inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-[6px] border border-transparent px-3 font-medium text-dense text-muted transition-colors hover:text-text disabled:cursor-not-allowed disabled:text-subtle data-[state=checked]:border-border-strong data-[state=checked]:bg-raised data-[state=checked]:text-text [&>svg]:size-4",
            stretch && "flex-1",
          )}
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { KeyboardEvent } from "react";
import { cn } from "./cn.ts";
import { inputClass } from "./input.tsx";

export type SelectOption<T extends string> = { value: T; label: string; note?: string; disabled?: boolean };

type SelectProps<T extends string> = {
  id?: string;
  /** Accessible name where no visible label is tied to `id`. */
  label?: string;
  value: T | undefined;
  options: readonly SelectOption<T>[];
  onValueChange: (value: T) => void;
  placeholder?: string;
  disabled?: boolean;
  /** `quiet` has no edge until pointed at: for cells of a table. */
  kind?: "field" | "quiet";
  className?: string;
  /** Sees keys before they open the list; `preventDefault` keeps it closed. */
  onKeyDown?: (event: KeyboardEvent) => void;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export function Select<T extends string>(props: SelectProps<T>) {
  const {
    label,
    value,
    options,
    onValueChange,
    placeholder,
    disabled,
    kind = "field",
    className,
    ...aria
  } = props;
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose} disabled={disabled}>
      <Radix.Trigger
        aria-label={label}
        className={cn(
          kind === "field"
            ? inputClass
            : "rounded-control border border-transparent px-2 text-dense text-muted hover:bg-hover hover:text-text disabled:text-subtle",
          "flex h-9 items-center justify-between gap-2 text-left touch:h-11",
          className,
        )}
        {...aria}
      >
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          className="z-30 max-h-80 min-w-(--radix-select-trigger-width) overflow-hidden rounded-card bg-overlay p-1 shadow-pop data-[state=open]:animate-pop-in"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { option: SelectOption<string> }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="flex min-h-8 items-center gap-2 rounded-badge py-1.5 pr-3 pl-2 text-dense outline-none data-disabled:text-muted data-highlighted:bg-hover touch:min-h-11"
    >
      <span className="grid w-4 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </Radix.ItemIndicator>
      </span>
      <Radix.ItemText>{option.label}</Radix.ItemText>
      {option.note && <span className="ml-auto pl-4 text-label text-muted">{option.note}</span>}
    </Radix.Item>
  );
}

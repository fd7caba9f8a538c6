import { type LucideIcon, X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const chipClass =
  "inline-flex h-8 items-center gap-2 whitespace-nowrap rounded-control border px-3 font-medium text-dense transition-colors touch:h-11 [&>svg]:size-4";

type ChipProps = ComponentProps<"button"> & { selected?: boolean; icon?: LucideIcon };

/** A choice that may be on or off; said to assistive technology as a pressed button. */
export function Chip({ selected = false, icon: Icon, className, children, ...rest }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      className={cn(
        chipClass,
        selected
          ? "border-text bg-raised text-text"
          : "border-border-strong text-muted hover:bg-hover hover:text-text",
        className,
      )}
      {...rest}
    >
      {Icon && <Icon aria-hidden />}
      {children}
    </button>
  );
}

type RemovableChipProps = { label: string; onRemove: () => void; removeLabel: string };

/** A filter in force; its whole surface removes it. */
export function RemovableChip({ label, onRemove, removeLabel }: RemovableChipProps) {
  return (
    <button
      type="button"
      aria-label={removeLabel}
      onClick={onRemove}
      className={cn(chipClass, "border-border-strong bg-raised pr-2.5 text-text hover:border-text")}
    >
      {label}
      <X aria-hidden className="size-3.5!" />
    </button>
  );
}

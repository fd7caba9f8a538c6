"use client";

import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** A box that is checked in the accent. Give it an `aria-label` where no label is tied to its id. */
export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        "relative grid size-5 shrink-0 place-items-center rounded-badge border border-control bg-surface after:absolute after:-inset-3 after:content-[''] data-[state=checked]:border-transparent data-[state=checked]:bg-accent data-[state=checked]:text-on-accent",
        className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Check aria-hidden className="size-3.5" strokeWidth={3} />
      </Radix.Indicator>
    </Radix.Root>
  );
}

"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

export const TooltipProvider = Radix.Provider;

type TooltipProps = { label: ReactNode; side?: "top" | "right" | "bottom" | "left"; children: ReactElement };

/** Words for a pointed-at or focused control. Never the only place where something is said. */
export function Tooltip({ label, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-30 max-w-72 rounded-control bg-overlay px-2.5 py-1.5 text-label shadow-pop data-[state=delayed-open]:animate-fade-in"
        >
          {label}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { cn } from "./cn.ts";

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: "bottom" | "right" | "left";
  closeLabel?: string;
  children: ReactNode;
};

const place = {
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-card pb-[env(safe-area-inset-bottom)] data-[state=closed]:animate-sheet-out data-[state=open]:animate-sheet-in",
  right:
    "inset-y-0 right-0 w-96 max-w-[90vw] data-[state=closed]:animate-side-out data-[state=open]:animate-side-in",
  left: "inset-y-0 left-0 w-96 max-w-[90vw] data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in",
};

/** A drawer: choices on a phone, a queue or panel on a narrow screen. */
export function Sheet({
  open,
  onOpenChange,
  title,
  side = "bottom",
  closeLabel = "Close",
  children,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/60 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <Radix.Content
          aria-describedby={undefined}
          className={cn("fixed z-40 flex flex-col bg-overlay shadow-dialog", place[side])}
        >
          <header className="flex items-center justify-between py-2 pr-2 pl-4">
            <Radix.Title className="text-section">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={closeLabel} icon={X} />
            </Radix.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-4 pb-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

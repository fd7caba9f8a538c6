"use client";

import type { ReactNode } from "react";
import { peopleCopy } from "#components/copy/people.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { useWide } from "./use-wide.ts";

type SidePanelProps = { title: string; open: boolean; onClose: () => void; children: ReactNode };

/** What belongs to the chosen row: beside the table where there is room, else a drawer over it. */
export function SidePanel({ title, open, onClose, children }: SidePanelProps) {
  if (useWide()) {
    return (
      <aside aria-label={title} className="sticky top-19 max-h-[calc(100dvh-6rem)] overflow-y-auto">
        {children}
      </aside>
    );
  }
  return (
    <Sheet open={open} onOpenChange={onClose} title={title} closeLabel={peopleCopy.close}>
      {children}
    </Sheet>
  );
}

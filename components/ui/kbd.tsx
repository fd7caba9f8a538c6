import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A key as printed on a button or in a hint. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded-tag border border-border-strong px-1 font-medium font-sans text-micro text-muted",
        className,
      )}
    >
      {children}
    </kbd>
  );
}

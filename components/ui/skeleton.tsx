import { cn } from "./cn.ts";

/** Holds the place of what is loading, in its final size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-breathe rounded-control bg-raised", className)} />;
}

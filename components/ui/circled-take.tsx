import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const ellipse =
  "M30.2 3.1C22.4 1.2 10.6 2.2 5 7.2-.9 12.6 1 20.6 8.4 24.7c8.2 4.6 22.6 4.4 29.4-.6 7-5.2 5.9-13.7-1.6-18C29.800 2.400 19.300 1.600 12.400 4.200";

type GreasePencilProps = { className?: string; drawn?: boolean; stretch?: boolean };

/** The grease pencil's ellipse, its ends overlapping. `stretch` fits it to any frame with an even line; `drawn` draws it once. */
export function Ellipse({ className, drawn, stretch }: GreasePencilProps) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 44 30"
      preserveAspectRatio={stretch ? "none" : undefined}
      className={cn("overflow-visible text-mark", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth={stretch ? 2.8 : 2.2}
      strokeLinecap="round"
    >
      <path
        d={ellipse}
        vectorEffect={stretch ? "non-scaling-stroke" : undefined}
        pathLength={drawn ? 1 : undefined}
        strokeDasharray={drawn ? 1 : undefined}
        className={drawn ? "animate-draw" : undefined}
      />
    </svg>
  );
}

type CircledTakeProps = { take: ReactNode; drawn?: boolean; className?: string };

/** An approved take: its number in a hand-drawn circle. The words beside it say the same. */
export function CircledTake({ take, drawn, className }: CircledTakeProps) {
  return (
    <span
      aria-hidden
      className={cn("relative inline-grid h-7.5 w-11 place-items-center font-semibold text-label", className)}
    >
      <Ellipse drawn={drawn} className="absolute inset-0 size-full" />
      <span className="relative">{take}</span>
    </span>
  );
}

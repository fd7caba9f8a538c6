import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const ellipse =
  "M31 3.4C22.4 1.200 10.600 2.200 5 7.200-.9 12.600 1 20.600 8.400 24.700c8.200 4.600 22.600 4.400 29.400-.6 7-5.200 5.900-13.700-1.600-18C30.600 3.300 19.600 3.400 10.600 7.200";

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

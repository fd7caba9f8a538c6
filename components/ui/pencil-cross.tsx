import { cn } from "./cn.ts";

type PencilCrossProps = { className?: string; stretch?: boolean };

/** A frame crossed out by hand. Decorative; the words beside it say the same. */
export function PencilCross({ className, stretch }: PencilCrossProps) {
  const effect = stretch ? "non-scaling-stroke" : undefined;
  return (
    <svg
      aria-hidden
      viewBox="0 0 30 24"
      preserveAspectRatio={stretch ? "none" : undefined}
      className={cn("overflow-visible text-rejected", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth={stretch ? 2.8 : 2.2}
      strokeLinecap="round"
    >
      <path d="M2.400 2C9.600 8 18.200 14.800 27.600 22.200" vectorEffect={effect} />
      <path d="M27 2.600C18.600 9.200 10.800 15 2.800 21.400" vectorEffect={effect} />
    </svg>
  );
}

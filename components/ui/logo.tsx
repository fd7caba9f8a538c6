import { Ellipse } from "./circled-take.tsx";
import { cn } from "./cn.ts";

/** The circled play mark; with `words` the name stands beside it. */
export function Logo({ words = false, className }: { words?: boolean; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5", className)}>
      <span aria-hidden className="relative grid h-6.5 w-9.5 place-items-center">
        <Ellipse className="absolute inset-0 size-full" />
        <svg aria-hidden viewBox="0 0 10 12" className="relative ml-0.5 h-3 w-2.5 fill-text">
          <path d="M0.500 1.100v9.800c0 .6.700 1 1.200.6l7.500-4.900c.5-.3.500-1 0-1.300L1.700.5C1.200.1.5.5.5 1.100z" />
        </svg>
      </span>
      {words && <span className="font-semibold text-section">Dailies</span>}
    </span>
  );
}

import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type SlateCell = {
  label: string;
  value: ReactNode;
  /** Takes the room that is left. One cell of a slate does. */
  stretch?: boolean;
  /** Left out on a phone. */
  wide?: boolean;
};

/** The fact strip under a clip. */
export function Slate({ cells, className }: { cells: readonly SlateCell[]; className?: string }) {
  return (
    <div className={cn("overflow-hidden rounded-control border bg-surface", className)}>
      <div aria-hidden className="clapper h-1.25 opacity-80" />
      <dl className="-ml-px flex">
        {cells.map((cell) => (
          <div
            key={cell.label}
            className={cn(
              "grid min-w-0 gap-0.5 border-l px-3.5 py-2",
              cell.stretch && "grow",
              cell.wide && "max-tablet:hidden",
            )}
          >
            <dt className="whitespace-nowrap font-medium text-micro text-muted">{cell.label}</dt>
            <dd className="truncate font-medium text-dense leading-[1.125rem]">{cell.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type Fact = { label: string; value: ReactNode; title?: string };

/** Label and value pairs. `end` sets the values to the right edge. */
export function Facts({
  facts,
  end,
  className,
}: {
  facts: readonly Fact[];
  end?: boolean;
  className?: string;
}) {
  return (
    <dl className={cn("grid gap-2 text-dense", className)}>
      {facts.map((fact) => (
        <div
          key={fact.label}
          className={cn("grid gap-3", end ? "grid-cols-[auto_1fr]" : "grid-cols-[96px_1fr]")}
        >
          <dt className="text-muted">{fact.label}</dt>
          <dd title={fact.title} className={cn("min-w-0 break-words", end && "text-right")}>
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { cn } from "#components/ui/cn.ts";

export type SplitPart = { key: string; value: number; fill: string };

/** Shares of a whole in one bar. Decorative: the words beside it carry the figures. */
export function SplitBar({ parts }: { parts: readonly SplitPart[] }) {
  const shown = parts.filter(({ value }) => value > 0);
  return (
    <span aria-hidden className="flex h-1.5 w-full gap-0.5 overflow-hidden rounded-tag">
      {shown.length === 0 && <span className="grow rounded-tag bg-border-strong" />}
      {shown.map(({ key, value, fill }) => (
        <span key={key} className={cn("rounded-tag", fill)} style={{ flex: `${value} 1 0`, minWidth: 6 }} />
      ))}
    </span>
  );
}

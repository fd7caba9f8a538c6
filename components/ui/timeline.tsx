import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { type Tone, tones } from "./tag.tsx";

export type TimelineItem = {
  key: string;
  /** Machine-readable moment and the words shown for it. */
  at: string;
  time: string;
  absolute: string;
  icon: LucideIcon;
  tone: Tone;
  headline: string;
  detail?: ReactNode;
};

/** What happened, oldest first. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol aria-label={label} className="grid">
      {items.map(({ key, at, time, absolute, icon: Icon, tone, headline, detail }, index) => (
        <li key={key} className="grid grid-cols-[20px_1fr] gap-x-3 tablet:grid-cols-[72px_20px_1fr]">
          <time
            dateTime={at}
            title={absolute}
            className="whitespace-nowrap text-dense text-muted max-tablet:sr-only"
          >
            {time}
          </time>
          <span className="relative flex flex-col items-center">
            <span className={cn("grid size-5 place-items-center rounded-full", tones[tone])}>
              <Icon aria-hidden className="size-3" />
            </span>
            {index < items.length - 1 && <span aria-hidden className="w-px grow bg-border-strong" />}
          </span>
          <div className={cn("min-w-0 text-dense", index < items.length - 1 && "pb-3.5")}>
            <p className="font-medium" title={absolute}>
              {headline}
            </p>
            {detail && <p className="text-muted">{detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

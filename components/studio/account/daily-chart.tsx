"use client";

import { usageCopy as copy } from "#components/copy/account.ts";
import { cn } from "#components/ui/cn.ts";
import type { UsageView } from "#lib/contract/usage.ts";

const dayWords = (date: string): string =>
  new Date(`${date}T00:00:00`).toLocaleDateString(undefined, { day: "numeric", month: "short" });

/** One bar a day with its figure on hover; the list below says the same to a screen reader. */
export function DailyChart({ days }: { days: UsageView["daily"] }) {
  const top = Math.max(4, ...days.map(({ videos }) => videos));
  const first = days[0];
  const last = days[days.length - 1];
  return (
    <figure className="grid gap-2">
      <div className="relative h-40 border-b">
        <span aria-hidden className="absolute inset-x-0 top-0 border-t border-dashed" />
        <span aria-hidden className="absolute top-1 left-0 text-label text-muted">
          {top}
        </span>
        <ul className="absolute inset-0 flex items-end gap-[3px] pl-6">
          {days.map(({ date, videos }) => (
            <li
              key={date}
              title={copy.chartDay(videos, dayWords(date))}
              className="flex h-full flex-1 items-end hover:bg-hover"
            >
              <span className="sr-only">{copy.chartDay(videos, dayWords(date))}</span>
              <span
                aria-hidden
                className={cn(
                  "block w-full rounded-t-[2px]",
                  date === last?.date ? "bg-inverse" : "bg-control",
                )}
                style={{ height: videos === 0 ? "0" : `max(3px, ${(videos / top) * 100}%)` }}
              />
            </li>
          ))}
        </ul>
      </div>
      <figcaption aria-hidden className="flex justify-between pl-6 text-label text-muted">
        <span>{first && dayWords(first.date)}</span>
        <span>{last && dayWords(last.date)}</span>
      </figcaption>
    </figure>
  );
}

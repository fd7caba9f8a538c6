import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { cn } from "#components/ui/cn.ts";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { axisOf, groupOf, monthsOf } from "./calendar.ts";

type TimelineProps = { items: readonly DeprecationView[]; today: string };

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const monthOf = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString(undefined, {
    month: "short",
    timeZone: "UTC",
    ...(date.slice(5, 7) === "01" && { year: "numeric" }),
  });

const fills = { soon: "bg-warn", later: "bg-inverse", past: "bg-control" };

/** All ends on one line with today and the thirty days of warning. Decorative: the lists below say the same. */
export function RetirementLine({ items, today }: TimelineProps) {
  const axis = axisOf(items, today);
  const soonEnd = plusDays(today, 30);
  return (
    <div aria-hidden className="relative h-20 rounded-card border bg-surface px-6 max-tablet:hidden">
      <div className="relative h-full">
        <span
          className="absolute inset-y-0 bg-banner"
          style={{ left: percent(axis.at(today)), width: percent(axis.at(soonEnd) - axis.at(today)) }}
        />
        <span className="absolute inset-x-0 top-9 h-px bg-border-strong" />
        {monthsOf(axis).map((month) => (
          <span key={month} className="absolute top-9" style={{ left: percent(axis.at(month)) }}>
            <span className="absolute h-2 w-px bg-border-strong" />
            <span className="absolute top-4 -translate-x-1/2 whitespace-nowrap text-label text-muted">
              {monthOf(month)}
            </span>
          </span>
        ))}
        <span className="absolute inset-y-0 w-px bg-accent-text" style={{ left: percent(axis.at(today)) }}>
          <span className="absolute top-2 left-1.5 font-medium text-accent-text text-label">
            {copy.today}
          </span>
        </span>
        {items.map((item) => (
          <span
            key={item.model}
            title={`${item.name}, ${item.sunsetAt}`}
            className={cn(
              "absolute top-9 size-3 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface",
              fills[groupOf(item)],
            )}
            style={{ left: percent(axis.at(item.sunsetAt)) }}
          />
        ))}
      </div>
    </div>
  );
}

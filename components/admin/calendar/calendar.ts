import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { finePriceOf } from "#components/studio/model-facts.ts";
import type { Tone } from "#components/ui/tag.tsx";
import { type DeprecationView, sunsetWarningDays } from "#lib/contract/deprecation.ts";

export const calendarGroups = ["soon", "later", "past"] as const;
export type CalendarGroup = (typeof calendarGroups)[number];

const isPast = ({ stage }: DeprecationView): boolean => stage === "retired" || stage === "intake_closed";

export function groupOf(item: DeprecationView): CalendarGroup {
  if (isPast(item)) return "past";
  return item.daysLeft <= sunsetWarningDays ? "soon" : "later";
}

/** What is to come in the order in which it comes; what is past, latest first. */
export function inGroup(items: readonly DeprecationView[], group: CalendarGroup): DeprecationView[] {
  const order = group === "past" ? -1 : 1;
  return items
    .filter((item) => groupOf(item) === group)
    .sort(
      (one, other) =>
        order * one.sunsetAt.localeCompare(other.sunsetAt) || one.name.localeCompare(other.name),
    );
}

/** What an operator has to be told of: soon, or past and still in a route. */
export const isPressing = (item: DeprecationView): boolean =>
  groupOf(item) === "soon" || (isPast(item) && item.routes.length > 0);

export const stageTone: Record<DeprecationView["stage"], Tone> = {
  planned: "neutral",
  soon: "warn",
  intake_closed: "danger",
  retired: "neutral",
};

export function priceWords(micros: number | null): string | null {
  if (micros === null) return null;
  if (micros === 0) return copy.same;
  return micros > 0 ? copy.more(finePriceOf(micros)) : copy.less(finePriceOf(-micros));
}

export function dependentsOf(item: DeprecationView): string {
  const parts = [
    item.routes.length > 0 && copy.routes(item.routes.length),
    item.people > 0 && copy.people(item.people),
    item.drafts > 0 && copy.drafts(item.drafts),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : copy.dependsNone;
}

const dayMs = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

export type Axis = { from: number; to: number; at: (date: string) => number };

/** From a month before the first end in sight, or today, to a month after the last; shares of 0 to 1. */
export function axisOf(items: readonly DeprecationView[], today: string): Axis {
  const days = [dayOf(today), ...items.map(({ sunsetAt }) => dayOf(sunsetAt))];
  const from = Math.min(...days) - 20;
  const to = Math.max(...days, dayOf(today) + 60) + 20;
  return { from, to, at: (date) => (dayOf(date) - from) / (to - from) };
}

/** First days of the months on an axis, at most a dozen or so, as dates. */
export function monthsOf({ from, to }: Axis): string[] {
  const months: string[] = [];
  const cursor = new Date(from * dayMs);
  cursor.setUTCDate(1);
  cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  while (cursor.getTime() / dayMs <= to) {
    months.push(cursor.toISOString().slice(0, 10));
    cursor.setUTCMonth(cursor.getUTCMonth() + 1);
  }
  const step = Math.ceil(months.length / 12);
  return months.filter((_, index) => index % step === 0);
}

"use client";

import { ArrowRight } from "lucide-react";
import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { momentOf } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { dependentsOf, groupOf, priceWords, stageTone } from "./calendar.ts";

type SunsetRowProps = {
  item: DeprecationView;
  /** Undefined for those who may not change routes. */
  onMove: ((item: DeprecationView) => void) | undefined;
};

const dayWords = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });

/** One model's end: when, what depends on it, who follows at which price, and the one thing to do. */
export function SunsetRow({ item, onMove }: SunsetRowProps) {
  const { name, vendor, stage, sunsetAt, lastIntakeAt, daysLeft, successor, routes, source } = item;
  const past = groupOf(item) === "past";
  const movable = onMove && successor && routes.length > 0;
  const price = priceWords(item.priceDifferenceMicros);
  return (
    <li
      aria-label={name}
      className="grid gap-x-6 gap-y-2 border-t px-5 py-4 text-dense first:border-t-0 desk:grid-cols-[132px_minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <div className="flex flex-wrap items-baseline gap-x-2 desk:block">
        <p className="font-medium" title={copy.lastIntake(momentOf(lastIntakeAt))}>
          {dayWords(sunsetAt)}
        </p>
        <p className={groupOf(item) === "soon" ? "font-medium text-warn" : "text-muted"}>
          {past ? copy.ago(-daysLeft) : copy.inDays(daysLeft)}
        </p>
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          <span className="text-label text-muted">{vendor}</span>
          {stage !== "planned" && <Tag tone={stageTone[stage]}>{copy.stages[stage]}</Tag>}
        </p>
        <p className={routes.length > 0 && past ? "text-danger" : "text-muted"} title={routes.join(", ")}>
          {dependentsOf(item)}
        </p>
        {source && (
          <p className="break-words text-label text-muted">
            {copy.source(source.source, dayWords(source.readAt))}
          </p>
        )}
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-1.5">
          <ArrowRight aria-hidden className="size-3.5 text-muted" />
          <span className="sr-only">{copy.successor}: </span>
          <span className={successor ? "font-medium" : "text-muted"}>
            {successor?.name ?? copy.successorNone}
          </span>
          {successor && !successor.available && (
            <span className="text-label text-muted">{copy.successorAway}</span>
          )}
        </p>
        {price && <p className="text-muted tablet:pl-5">{price}</p>}
      </div>
      <div className="desk:min-w-52 desk:text-right">
        {movable && (
          <Button size="sm" onClick={() => onMove(item)}>
            {copy.move(successor.name)}
          </Button>
        )}
      </div>
    </li>
  );
}

"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { calendarCopy as copy } from "#components/copy/calendar.ts";
import { Card } from "#components/ui/card.tsx";
import type { DeprecationView } from "#lib/contract/deprecation.ts";
import { calendarGroups, groupOf, inGroup } from "./calendar/calendar.ts";
import { useDeprecations } from "./use-routing.ts";

const rowsShown = 4;

/** Models that end, soonest first, with the routes that would have to change. */
export function RetiringCard() {
  const items = useDeprecations().data?.items ?? [];
  const rows = calendarGroups.flatMap((group) => inGroup(items, group)).slice(0, rowsShown);
  return (
    <Card title={copy.retiring} aside={copy.retiringOf}>
      {rows.length === 0 && <p className="border-t pt-3 text-dense text-muted">{copy.retiringNone}</p>}
      <ul>
        {rows.map((item) => (
          <li key={item.model} className="border-t">
            <Link
              href="/admin/calendar"
              className="grid grid-cols-[1fr_auto_16px] items-center gap-2.5 rounded-tag py-2.5 text-dense hover:bg-hover"
            >
              <span className="grid min-w-0">
                <span className="truncate font-medium">{item.name}</span>
                <span className="truncate text-label text-muted">{dependsWords(item)}</span>
              </span>
              <span className={groupOf(item) === "soon" ? "font-medium text-warn" : "text-muted"}>
                {groupOf(item) === "past" ? copy.retired : copy.inDays(item.daysLeft)}
              </span>
              <ChevronRight aria-hidden className="size-4 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const dependsWords = ({ routes }: DeprecationView): string =>
  routes.length === 0 ? copy.noRoute : copy.inRoutes(routes.length);

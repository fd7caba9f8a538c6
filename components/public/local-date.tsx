"use client";

import { useSyncExternalStore } from "react";
import { momentOf } from "#components/copy/format.ts";

const formats = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
} as const;

const never = () => () => undefined;

/** A day as the reader's own locale and time zone have it; in UTC until the page is awake. */
export function LocalDate({ at, style }: { at: string; style: keyof typeof formats }) {
  const day = useSyncExternalStore(
    never,
    () => new Date(at).toLocaleDateString(undefined, formats[style]),
    () => new Date(at).toLocaleDateString("en-GB", { ...formats[style], timeZone: "UTC" }),
  );
  const moment = useSyncExternalStore(
    never,
    () => momentOf(at),
    () => at,
  );
  return (
    <time dateTime={at} title={moment}>
      {day}
    </time>
  );
}

"use client";

import { momentOf, roughOf } from "#components/copy/format.ts";
import { useNow } from "./use-now.ts";

/** How long something has waited, in rounded words; the moment it began on hover. */
export function Waited({ since }: { since: string }) {
  const now = useNow(15_000);
  return (
    <time dateTime={since} title={momentOf(since)} suppressHydrationWarning>
      {roughOf((now - Date.parse(since)) / 1000)}
    </time>
  );
}

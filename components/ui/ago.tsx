"use client";

import { useEffect, useState } from "react";
import { agoOf, momentOf } from "#components/copy/format.ts";

/** A moment in relative words that stay true while the page is open; the absolute moment on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={momentOf(at)} className={className} suppressHydrationWarning>
      {agoOf(at, now)}
    </time>
  );
}

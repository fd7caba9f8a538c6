"use client";

import { useEffect, useState } from "react";

/** Seconds since a moment, counting on while the page is open; stands still at `until`. */
export function useElapsed(since: string, until?: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const running = !until;
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  const end = until ? new Date(until).getTime() : now;
  return Math.max(0, (end - new Date(since).getTime()) / 1000);
}

"use client";

import { useEffect, useState } from "react";
import { adminCopy } from "#components/copy/admin.ts";

/** Day and time to the minute, and that the page follows by itself. */
export function NowLine() {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const day = now.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
  const time = now.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });
  return (
    <span suppressHydrationWarning>
      {day}, {time} · {adminCopy.live}
    </span>
  );
}

"use client";

import { useRef, useState } from "react";

type Linked = { id: string; url: string };

/**
 * A signed link that stays the same while it works, so that a refreshed list does not load every picture again.
 * `onError` takes the newest link; the same broken link is taken once.
 */
export function useStableUrl(linked: Linked | undefined): { url: string | undefined; onError: () => void } {
  const held = useRef<Linked | undefined>(undefined);
  const [, redraw] = useState(0);
  if (!linked) held.current = undefined;
  else if (held.current?.id !== linked.id) held.current = { id: linked.id, url: linked.url };
  const onError = () => {
    if (!linked || held.current?.url === linked.url) return;
    held.current = { id: linked.id, url: linked.url };
    redraw((count) => count + 1);
  };
  return { url: held.current?.url, onError };
}

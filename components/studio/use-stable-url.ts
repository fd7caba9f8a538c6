"use client";

import { useRef, useState } from "react";

export type Linked = { id: string; url: string };

/**
 * A signed link that stays the same while it works, so that a refreshed list does not load every picture again.
 * After `onError` the next fresh link of the same file is taken.
 */
export function useStableUrl(linked: Linked | undefined): { url: string | undefined; onError: () => void } {
  const held = useRef<Linked | undefined>(undefined);
  const broken = useRef(false);
  const [, redraw] = useState(0);
  const other = held.current?.id !== linked?.id;
  const fresh = broken.current && held.current?.url !== linked?.url;
  if (other || fresh) {
    held.current = linked && { id: linked.id, url: linked.url };
    broken.current = false;
  }
  const onError = () => {
    broken.current = true;
    redraw((count) => count + 1);
  };
  return { url: held.current?.url, onError };
}

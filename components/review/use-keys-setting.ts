"use client";

import { useCallback, useSyncExternalStore } from "react";

const storageKey = "dailies-review-keys";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single keys act; kept in this browser. */
export function useKeysSetting(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(storageKey) !== "off",
    () => true,
  );
  const change = useCallback((next: boolean) => {
    localStorage.setItem(storageKey, next ? "on" : "off");
    for (const listener of listeners) listener();
  }, []);
  return [on, change];
}

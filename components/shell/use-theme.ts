"use client";

import { useCallback, useSyncExternalStore } from "react";
import { type Theme, themeCookie, themeOf } from "./theme.ts";

const listeners = new Set<() => void>();
const yearSeconds = 31_536_000;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = (): Theme => themeOf(document.documentElement.dataset.theme);

/** The look in force and a way to change it, at once and for the next visit. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, current, () => "system" as const);
  const setTheme = useCallback((next: Theme) => {
    document.documentElement.dataset.theme = next;
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the asynchronous cookie store is missing in two of three browsers
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`;
    for (const listener of listeners) listener();
  }, []);
  return [theme, setTheme];
}

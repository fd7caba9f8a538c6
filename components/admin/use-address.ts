"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** One value that lives in the address, so that reload, back and a sent link keep it. Empty takes it away. */
export function useAddress(key: string): [string, (value: string) => void] {
  const value = useSearchParams().get(key) ?? "";
  const change = useCallback(
    (next: string) => {
      const address = new URL(location.href);
      if (next) address.searchParams.set(key, next);
      else address.searchParams.delete(key);
      history.replaceState(null, "", address);
    },
    [key],
  );
  return [value, change];
}

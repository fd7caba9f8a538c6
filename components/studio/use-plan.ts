"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { queryKeys } from "#components/live/query-keys.ts";
import { type ApiInput, call } from "#lib/http/client.ts";

export type PlanRequest = ApiInput<"planVideo">;

const settleMs = 200;
const freshMs = 20_000;

/** A value once it has stood still for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Which models a request would go to. Asked once per distinct request; the last answer stays until the next is there. */
export function usePlan(request: PlanRequest, enabled = true) {
  const wanted = JSON.stringify(request);
  const settled = useSettled(wanted);
  const query = useQuery({
    queryKey: [...queryKeys.plans, settled],
    queryFn: ({ signal }) => call("planVideo", JSON.parse(settled), { signal }),
    enabled,
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
  return { plan: query.data, error: query.error, current: settled === wanted && !query.isPlaceholderData };
}

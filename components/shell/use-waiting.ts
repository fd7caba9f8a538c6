"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import type { MeView } from "#lib/contract/people.ts";
import { call } from "#lib/http/client.ts";

/** How many videos wait for this person's decision; 0 for those who may not decide. */
export function useWaiting(user: MeView): number {
  const queue = useQuery({
    queryKey: [...queryKeys.reviewQueue, "count"],
    queryFn: ({ signal }) => call("listReviewQueue", { limit: 1 }, { signal }),
    enabled: user.permissions.includes("reviews:decide"),
    refetchInterval: 60_000,
  });
  return queue.data?.waiting ?? 0;
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { call } from "#lib/http/client.ts";
import type { ShellUser } from "./shell-user.ts";

/** How many videos wait for this person's decision; 0 for those who may not decide. */
export function useWaiting(user: ShellUser): number {
  const queue = useQuery({
    queryKey: [...queryKeys.reviewQueue, "count"],
    queryFn: ({ signal }) => call("listReviewQueue", { limit: 1 }, { signal }),
    enabled: isPermitted(user.role, "reviews:decide"),
    refetchInterval: 60_000,
  });
  return queue.data?.waiting ?? 0;
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { urgentOf } from "#components/admin/incidents/shows.ts";
import { shellCopy } from "#components/copy/shell.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import { isPermitted } from "#lib/contract/role.ts";
import { call } from "#lib/http/client.ts";
import type { ShellUser } from "./shell-user.ts";

/** What waits for this person at a place: how much, and in words. Absent where nothing does. */
export type Badges = Partial<Record<string, { count: number; words: string }>>;

const badge = (count: number, words: (count: number) => string) =>
  count > 0 ? { count, words: words(count) } : undefined;

/** How many videos wait for this person's review, and how many incidents for an admin; only what they may decide. */
export function useWaiting(user: ShellUser): Badges {
  const queue = useQuery({
    queryKey: [...queryKeys.reviewQueue, "count"],
    queryFn: ({ signal }) => call("listReviewQueue", { limit: 1 }, { signal }),
    enabled: isPermitted(user.role, "reviews:decide"),
    refetchInterval: 60_000,
  });
  const incidents = useQuery({
    queryKey: queryKeys.incidentCounts,
    queryFn: ({ signal }) => call("getIncidents", {}, { signal }),
    enabled: isPermitted(user.role, "attempts:decide"),
    refetchInterval: 60_000,
  });
  return {
    "/review": badge(queue.data?.waiting ?? 0, shellCopy.waiting),
    "/admin/incidents": badge(incidents.data ? urgentOf(incidents.data) : 0, shellCopy.needing),
  };
}

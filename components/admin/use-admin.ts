"use client";

import { useQuery } from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import { call } from "#lib/http/client.ts";

const overviewRefreshMs = 5_000;
const failuresShown = 4;

/** The figures of the overview, read again every five seconds while the page is in sight. */
export const useOverview = () =>
  useQuery({
    queryKey: queryKeys.overview,
    queryFn: ({ signal }) => call("getOverview", {}, { signal }),
    refetchInterval: overviewRefreshMs,
  });

export const useRecentFailures = () =>
  useQuery({
    queryKey: [...queryKeys.runs, "recent-failures"],
    queryFn: ({ signal }) => call("listRuns", { status: "failed", limit: failuresShown }, { signal }),
    refetchInterval: 15_000,
  });

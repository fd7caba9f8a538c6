"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { nullWhenMissing } from "#components/live/null-when-missing.ts";
import { queryKeys } from "#components/live/query-keys.ts";
import { type EngineRunSummary, type EngineRunView, engineRunStatus } from "#lib/contract/engine.ts";
import { call } from "#lib/http/client.ts";

const refreshMs = 3_000;

export type RunFilters = { status: string; functionId: string };

/** Runs of the engine, newest first, read again every three seconds. */
export function useRuns({ status, functionId }: RunFilters) {
  const wanted = engineRunStatus.safeParse(status);
  const filters = { status: wanted.data, functionId: functionId || undefined };
  const query = useInfiniteQuery({
    queryKey: [...queryKeys.runs, "list", filters],
    queryFn: ({ pageParam, signal }) =>
      call("listRuns", { ...filters, limit: 30, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshMs,
  });
  const pages = query.data?.pages ?? [];
  return {
    ...query,
    runs: pages.flatMap((page): EngineRunSummary[] => page.items),
    first: pages[0],
  };
}
export type Runs = ReturnType<typeof useRuns>;

const runKey = (id: string) => [...queryKeys.runs, "one", id] as const;

export const useRun = (id: string) =>
  useQuery({
    queryKey: runKey(id),
    queryFn: ({ signal }) => nullWhenMissing(call("getRun", { id }, { signal })),
    enabled: id !== "",
    refetchInterval: ({ state }) => (state.data?.status === "running" ? refreshMs : false),
  });

/** Runs a failed run again or stops a running one. */
export function useRunAct(verb: "retryRun" | "cancelRun") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string): Promise<EngineRunView> => call(verb, { id }),
    onSuccess: (run) => {
      client.setQueryData(runKey(run.id), run);
      return client.invalidateQueries({ queryKey: [...queryKeys.runs, "list"] });
    },
  });
}

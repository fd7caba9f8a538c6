"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import type { DecideInput, ReceiptView } from "#lib/contract/incident.ts";
import { call } from "#lib/http/client.ts";

const refreshMs = 10_000;
const decisionsKey = [...queryKeys.incidents, "decisions"] as const;

/** Counts of what needs an operator and the promises, read again every ten seconds while the page is in sight. */
export const useIncidents = () =>
  useQuery({
    queryKey: queryKeys.incidentCounts,
    queryFn: ({ signal }) => call("getIncidents", {}, { signal }),
    refetchInterval: refreshMs,
  });

export const useDecisions = (state: "open" | "decided") =>
  useQuery({
    queryKey: [...decisionsKey, state],
    queryFn: ({ signal }) => call("listDecisions", { state }, { signal }),
    refetchInterval: refreshMs,
  });

/** Decides, and reads everything again afterwards: also what somebody else decided first. */
export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: DecideInput) => call("decideAttempt", { id, ...input }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.incidents }),
  });
}

/** What is shown is read again once a dialog that met a conflict is closed. */
export function useRefreshIncidents(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: queryKeys.incidents });
}

export function useReceipts(kind: "orphans" | "duplicates") {
  const query = useInfiniteQuery({
    queryKey: [...queryKeys.incidents, "receipts", kind],
    queryFn: ({ pageParam, signal }) => call("listReceipts", { kind, before: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
    refetchInterval: refreshMs,
  });
  const receipts = (query.data?.pages ?? []).flatMap((page): ReceiptView[] => page.items);
  return { ...query, receipts };
}

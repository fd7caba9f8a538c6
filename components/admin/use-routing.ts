"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import type { RouteTableView, UpdateRoutesInput } from "#lib/contract/route.ts";
import { call } from "#lib/http/client.ts";

const vendorsRefreshMs = 5_000;

export const useRoutes = () =>
  useQuery({ queryKey: queryKeys.routes, queryFn: ({ signal }) => call("getRoutes", {}, { signal }) });

/** Every vendor with its health, read again while the page is in sight. */
export const useVendors = () =>
  useQuery({
    queryKey: queryKeys.vendors,
    queryFn: ({ signal }) => call("listVendors", {}, { signal }),
    refetchInterval: vendorsRefreshMs,
  });

/** What each vendor is called, by its name. */
export const useVendorLabels = () =>
  useQuery({
    queryKey: queryKeys.vendors,
    queryFn: ({ signal }) => call("listVendors", {}, { signal }),
    select: ({ items }) => new Map(items.map(({ name, label }) => [name, label])),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useDeprecations = () =>
  useQuery({
    queryKey: queryKeys.deprecations,
    queryFn: ({ signal }) => call("listDeprecations", {}, { signal }),
    staleTime: 60_000,
  });

/** What follows from another route table: it is shown, and plans and the calendar are read anew. */
function useRouteChange<Input>(change: (input: Input) => Promise<RouteTableView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (table) => {
      client.setQueryData(queryKeys.routes, table);
      return Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.plans }),
        client.invalidateQueries({ queryKey: queryKeys.deprecations }),
      ]);
    },
  });
}

export const useSaveRoutes = () => useRouteChange((input: UpdateRoutesInput) => call("updateRoutes", input));
export const useMoveRoutes = () => useRouteChange((id: string) => call("moveRoutes", { id }));

"use client";

import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { z } from "zod";
import type { VideoFilters } from "#components/live/query-keys.ts";
import { workflowType } from "#lib/contract/model.ts";
import { type VideoStatus, videoStatus, videoStatuses } from "#lib/contract/status.ts";

const sinceHours = { "1d": 24, "7d": 168, "30d": 720 } as const;
export const sinceNames = ["1d", "7d", "30d"] as const;

/** Statuses one may filter by: two of them read the same, so the earlier stands for both. */
export const shownStatuses = videoStatuses.filter((status) => status !== "submitted");

export function toggled(chosen: readonly VideoStatus[], status: VideoStatus): VideoStatus[] {
  return chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status];
}

const address = z.object({
  q: z.string().max(100).catch(""),
  status: z
    .string()
    .transform((value) => value.split(",").filter(Boolean))
    .pipe(z.array(videoStatus))
    .catch([]),
  model: z.string().max(64).optional().catch(undefined),
  type: workflowType.optional().catch(undefined),
  since: z.enum(sinceNames).optional().catch(undefined),
  view: z.enum(["grid", "list"]).catch("grid"),
});
export type LibraryFilters = z.infer<typeof address>;

const askedStatuses = (chosen: VideoStatus[]): VideoStatus[] =>
  chosen.includes("processing") ? [...chosen, "submitted"] : chosen;

/** The start of a window, to the minute, so that the same filter stays the same query. */
function startOf(since: LibraryFilters["since"]): string | undefined {
  if (!since) return undefined;
  const minute = 60_000;
  const start = Date.now() - sinceHours[since] * 60 * minute;
  return new Date(Math.floor(start / minute) * minute).toISOString();
}

function addressOf(filters: LibraryFilters): Route {
  const query = new URLSearchParams();
  if (filters.q) query.set("q", filters.q);
  if (filters.status.length > 0) query.set("status", filters.status.join(","));
  if (filters.model) query.set("model", filters.model);
  if (filters.type) query.set("type", filters.type);
  if (filters.since) query.set("since", filters.since);
  if (filters.view !== "grid") query.set("view", filters.view);
  return query.size > 0 ? `/library?${query.toString()}` : "/library";
}

/** The library's filters, held in the address so that back, reload and a shared link keep them. */
export function useFilters() {
  const router = useRouter();
  const params = useSearchParams().toString();
  const filters = useMemo(() => address.parse(Object.fromEntries(new URLSearchParams(params))), [params]);
  const asked = useMemo(
    (): VideoFilters => ({
      ...(filters.q && { q: filters.q }),
      ...(filters.status.length > 0 && { status: askedStatuses(filters.status) }),
      ...(filters.model && { model: filters.model }),
      ...(filters.type && { workflowType: filters.type }),
      ...(filters.since && { from: startOf(filters.since) }),
    }),
    [filters],
  );
  const change = useCallback(
    (part: Partial<LibraryFilters>, how: "push" | "replace" = "push") => {
      router[how](addressOf({ ...filters, ...part }), { scroll: false });
    },
    [filters, router],
  );
  const clear = useCallback(
    () => change({ q: "", status: [], model: undefined, type: undefined, since: undefined }),
    [change],
  );
  return { filters, asked, change, clear, filtered: Object.keys(asked).length > 0 };
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect } from "react";
import { queryKeys } from "#components/live/query-keys.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { call } from "#lib/http/client.ts";

/** Which clip is on screen; the address holds it. */
export function useSelection(items: readonly VideoSummaryView[], loading: boolean) {
  const chosen = useSearchParams().get("video");
  const select = useCallback((videoId: string | null) => {
    const address = new URL(location.href);
    if (videoId) address.searchParams.set("video", videoId);
    else address.searchParams.delete("video");
    history.replaceState(null, "", address);
  }, []);
  const firstId = items[0]?.id;
  useEffect(() => {
    if (!chosen && firstId) select(firstId);
  }, [chosen, firstId, select]);

  const detail = useQuery({
    queryKey: queryKeys.video(chosen ?? ""),
    queryFn: ({ signal }) => call("getVideo", { id: chosen ?? "" }, { signal }),
    enabled: chosen !== null,
  });
  const view = detail.data?.id === chosen ? detail.data : undefined;
  const listed = items.find(({ id }) => id === chosen);
  const reviewable = view?.actions.includes("review") ? view : null;
  const current = listed ?? reviewable;
  const at = items.findIndex(({ id }) => id === current?.id);
  return {
    select,
    current,
    detail: view,
    at,
    previous: at > 0 ? items[at - 1] : undefined,
    next: at >= 0 ? items[at + 1] : items[0],
    /** A clip was asked for which cannot be decided on (any more). */
    left: chosen !== null && !current && !loading && (detail.isError || view !== undefined),
  };
}
export type Selection = ReturnType<typeof useSelection>;

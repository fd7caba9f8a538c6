"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { videoQuery } from "#components/live/video-query.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";

const parameter = "video";

/** The clip chosen, kept in the address too; the router tells of the address only after the next key may have been pressed. */
function useChosen() {
  const routed = useSearchParams().get(parameter);
  const [chosen, setChosen] = useState(routed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the router says when to look, the address what stands there
  useEffect(() => setChosen(new URL(location.href).searchParams.get(parameter)), [routed]);
  const select = useCallback((videoId: string | null) => {
    const address = new URL(location.href);
    if (videoId) address.searchParams.set(parameter, videoId);
    else address.searchParams.delete(parameter);
    history.replaceState(null, "", address);
    setChosen(videoId);
  }, []);
  return { chosen, select };
}

/** Which clip is on screen. */
export function useSelection(items: readonly VideoSummaryView[], loading: boolean) {
  const { chosen, select } = useChosen();
  const firstId = items[0]?.id;
  useEffect(() => {
    if (!chosen && firstId) select(firstId);
  }, [chosen, firstId, select]);

  const detail = useQuery({ ...videoQuery(chosen ?? ""), enabled: chosen !== null });
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
    left: chosen !== null && !current && !loading && (detail.isError || detail.data !== undefined),
  };
}
export type Selection = ReturnType<typeof useSelection>;

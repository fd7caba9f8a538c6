"use client";

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { queryKeys } from "#components/live/query-keys.ts";
import type { ReviewQueueView } from "#lib/contract/queue.ts";
import { rejectionReasons } from "#lib/contract/review.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { call } from "#lib/http/client.ts";

const refreshMs = 60_000;
const listKey = [...queryKeys.reviewQueue, "list"] as const;
type Pages = InfiniteData<ReviewQueueView, string | undefined>;

const without = (pages: Pages, videoId: string): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ id }) => id !== videoId),
    waiting: Math.max(0, page.waiting - 1),
    decidedToday: page.decidedToday + 1,
  })),
});

/** What waits for a decision, oldest first, kept true by the live connection. */
export function useQueue() {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ pageParam, signal }) => call("listReviewQueue", { limit: 30, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshMs,
  });
  const items = useMemo(
    () => (query.data?.pages ?? []).flatMap((page): VideoSummaryView[] => page.items),
    [query.data],
  );
  const remove = useCallback(
    async (videoId: string) => {
      await client.cancelQueries({ queryKey: queryKeys.reviewQueue });
      client.setQueryData<Pages>(listKey, (pages) => pages && without(pages, videoId));
      await client.invalidateQueries({ queryKey: queryKeys.reviewQueue });
    },
    [client],
  );
  const first = query.data?.pages[0];
  return {
    items,
    summary: first,
    reasons: first?.reasons ?? rejectionReasons,
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    moreBusy: query.isFetchingNextPage,
    remove,
  };
}
export type Queue = ReturnType<typeof useQueue>;

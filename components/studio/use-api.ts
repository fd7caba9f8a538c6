"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { queryKeys, type VideoFilters } from "#components/live/query-keys.ts";
import { videoQuery } from "#components/live/video-query.ts";
import type { VideoView } from "#lib/contract/video.ts";
import { type ApiInput, call } from "#lib/http/client.ts";

/** Signed links live five minutes; what is on screen is read again before they end. */
const linkRefreshMs = 4 * 60_000;

export function useModels() {
  return useQuery({
    queryKey: queryKeys.models,
    queryFn: ({ signal }) => call("listModels", {}, { signal }),
    staleTime: 5 * 60_000,
  });
}

export function useUsage() {
  return useQuery({ queryKey: queryKeys.usage, queryFn: ({ signal }) => call("getUsage", {}, { signal }) });
}

/** Own videos, newest first, a page at a time. */
export function useVideos(filters: VideoFilters, limit = 24) {
  return useInfiniteQuery({
    queryKey: queryKeys.videoList(filters, limit),
    queryFn: ({ pageParam, signal }) =>
      call("listVideos", { ...filters, limit, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: linkRefreshMs,
    refetchInterval: linkRefreshMs,
  });
}

export function useVideo(id: string) {
  return useQuery({ ...videoQuery(id), staleTime: 5_000 });
}

/** Reads again whatever carries signed links, because one of them has ended. */
export function useRefreshLinks() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.videos });
}

export type CreateRequest = { input: ApiInput<"createVideo">; idempotencyKey: string };

export function useCreateVideo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, idempotencyKey }: CreateRequest) => call("createVideo", input, { idempotencyKey }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.videoLists }),
        client.invalidateQueries({ queryKey: queryKeys.usage }),
      ]),
  });
}

/** Puts the answer of a changing call everywhere the video is shown. */
function useVideoChange<Input>(change: (input: Input) => Promise<VideoView>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (video) => client.setQueryData(queryKeys.video(video.id), video),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.videos }),
        client.invalidateQueries({ queryKey: queryKeys.usage }),
      ]),
  });
}

export const useCancelVideo = () => useVideoChange((id: string) => call("cancelVideo", { id }));
export const useRetryVideo = () => useVideoChange((id: string) => call("retryVideo", { id }));
export const usePublishVideo = () =>
  useVideoChange((input: ApiInput<"publishVideo">) => call("publishVideo", input));
export const useWithdrawVideo = () => useVideoChange((id: string) => call("withdrawVideo", { id }));

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => call("updateMe", { name }),
    onSuccess: (me) => client.setQueryData(queryKeys.me, me),
  });
}

"use client";

import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { videoQuery } from "#components/live/video-query.ts";
import type { ArtifactView } from "#lib/contract/artifact.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import type { BytesMatch } from "./checks.ts";
import { type ClipBytes, fetchClip, wholeBytesMax } from "./clip-bytes.ts";

const keptMs = 60_000;

export const fileOf = (
  video: VideoSummaryView | null | undefined,
  type: ArtifactView["type"],
): ArtifactView | undefined => video?.artifacts.find((artifact) => artifact.type === type);

function clipQuery(client: QueryClient, video: VideoSummaryView | null | undefined) {
  const file = fileOf(video, "video");
  const queryKey = ["clip", file?.sha256] as const;
  return {
    queryKey,
    enabled: Boolean(file && file.bytes <= wholeBytesMax),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ClipBytes> => {
      const kept = client.getQueryData<ClipBytes>(queryKey);
      if (kept) return kept;
      if (!video || !file) throw new Error("A video without a file has no clip.");
      return fetchClip(video.id, file, signal);
    },
  };
}

export type Clip = {
  src: string | undefined;
  matches: BytesMatch;
  failed: boolean;
  retry: () => void;
};

/** An address of exactly these bytes: while others are on their way there is none, never that of the clip before. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [made, setMade] = useState<{ blob: Blob; url: string }>();
  useEffect(() => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    setMade({ blob, url });
    return () => {
      URL.revokeObjectURL(url);
      setMade(undefined);
    };
  }, [blob]);
  return made && made.blob === blob ? made.url : undefined;
}

/** The clip's bytes, taken whole so that every frame is at hand and the file is the one that is decided on. */
export function useClip(video: VideoSummaryView | null | undefined): Clip {
  const client = useQueryClient();
  const query = useQuery(clipQuery(client, video));
  const url = useObjectUrl(query.data?.blob);
  const file = fileOf(video, "video");
  const streamed = file && file.bytes > wholeBytesMax ? file.url : undefined;
  return {
    src: streamed ?? url,
    matches: query.isFetching && !query.data ? "checking" : (query.data?.matches ?? null),
    failed: query.isError || (video != null && !file),
    retry: () => void query.refetch(),
  };
}

/** Fetches what comes next while this clip is watched: its bytes, stills and prompt. */
export function usePreload(video: VideoSummaryView | undefined): void {
  useQuery(clipQuery(useQueryClient(), video));
  useQuery({ ...videoQuery(video?.id ?? ""), enabled: video !== undefined });
  const poster = fileOf(video, "poster")?.url;
  const sprite = fileOf(video, "sprite")?.url;
  const source = video?.sourceAssets[0]?.url;
  useEffect(() => {
    for (const url of [poster, sprite, source]) if (url) new Image().src = url;
  }, [poster, sprite, source]);
}

"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { useShellUser } from "#components/shell/shell-user.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { type ClipTiming, createPlayback } from "./playback.ts";
import { frameCountOf, frameRateDefault } from "./playback-math.ts";
import { fileOf, useClip, usePreload } from "./use-clip.ts";
import { useDecisions } from "./use-decisions.ts";
import { useDraft } from "./use-draft.ts";
import { useQueue } from "./use-queue.ts";
import { useSelection } from "./use-selection.ts";
import { useVerdict } from "./use-verdict.ts";

function timingOf(video: VideoSummaryView | null | undefined): ClipTiming {
  const file = fileOf(video, "video");
  const frameRate = file?.frameRate || frameRateDefault;
  const seconds = file?.durationSeconds ?? video?.parameters.durationSeconds ?? 0;
  return { frameRate, frameCount: frameCountOf(seconds, frameRate) };
}

/** State and acts of the review room: what waits, what is on screen, what is decided. */
export function useRoom() {
  const queue = useQueue();
  const { decisions, entries } = useDecisions(useShellUser().name, queue.remove);
  const items = useMemo(() => {
    const away = new Set(entries.filter(({ state }) => state !== "refused").map(({ videoId }) => videoId));
    return queue.items.filter(({ id }) => !away.has(id));
  }, [queue.items, entries]);
  const selection = useSelection(items, queue.loading);
  const { current, next, previous } = selection;
  const drafting = useDraft(current?.id);
  const clip = useClip(current);
  usePreload(next);
  const [playback] = useState(createPlayback);
  const stageRef = useRef<HTMLElement>(null);
  const verdict = useVerdict({ reasons: queue.reasons, selection, drafting, clip, decisions, stageRef });

  const currentId = current?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clip begins at the top
  useEffect(() => {
    scrollTo({ top: 0 });
  }, [currentId]);

  return {
    ...{ queue, items, selection, entries, decisions, drafting, playback, clip, stageRef, verdict },
    timing: timingOf(current),
    waiting: Math.max(0, (queue.summary?.waiting ?? 0) - (queue.items.length - items.length)),
    goNext: () => next && selection.select(next.id),
    goPrevious: () => previous && selection.select(previous.id),
  };
}
export type Room = ReturnType<typeof useRoom>;

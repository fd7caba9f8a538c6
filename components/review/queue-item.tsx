"use client";

import { clockOf } from "#components/copy/format.ts";
import { reviewCopy } from "#components/copy/review.ts";
import { cn } from "#components/ui/cn.ts";
import { Waited } from "#components/ui/waited.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { Poster } from "./poster.tsx";
import { fileOf } from "./use-clip.ts";

/** First name and the initial of the last, as a queue has room for. */
export function shortNameOf(name: string): string {
  const [first = name, ...rest] = name.trim().split(/\s+/);
  const last = rest.at(-1);
  return last ? `${first} ${last.charAt(0)}.` : first;
}

type QueueItemProps = { video: VideoSummaryView; current: boolean; onSelect: () => void };

export function QueueItem({ video, current, onSelect }: QueueItemProps) {
  const file = fileOf(video, "video");
  const seconds = file?.durationSeconds ?? video.parameters.durationSeconds;
  return (
    <button
      type="button"
      aria-current={current ? "true" : undefined}
      onClick={onSelect}
      className={cn(
        "grid w-full grid-cols-[80px_1fr] items-center gap-3 border-l-2 px-4 py-2 text-left transition-colors",
        current ? "border-accent-text bg-raised" : "border-transparent hover:bg-hover",
      )}
    >
      <Poster video={video} className="h-11.25 w-20 rounded-badge" />
      <span className="grid min-w-0">
        <span className="truncate font-medium text-dense" title={video.title ?? undefined}>
          {video.title ?? reviewCopy.untitled}
        </span>
        <span className="truncate text-label text-muted">
          {shortNameOf(video.owner.name)} · {clockOf(seconds)} ·{" "}
          <Waited since={video.completedAt ?? video.createdAt} />
        </span>
      </span>
    </button>
  );
}

"use client";

import { useEffect, useRef } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Button } from "#components/ui/button.tsx";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { QueueItem } from "./queue-item.tsx";
import type { Queue } from "./use-queue.ts";

type QueueListProps = {
  queue: Queue;
  items: readonly VideoSummaryView[];
  currentId: string | undefined;
  onSelect: (videoId: string) => void;
};

/** Who waits, oldest first; the one on screen stays in sight. */
export function QueueList({ queue, items, currentId, onSelect }: QueueListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (currentId) list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [currentId]);
  const own = queue.summary?.ownWaiting ?? 0;
  return (
    <>
      <ul ref={list} aria-label={reviewCopy.queue}>
        {items.map((video) => (
          <li key={video.id}>
            <QueueItem video={video} current={video.id === currentId} onSelect={() => onSelect(video.id)} />
          </li>
        ))}
      </ul>
      {queue.more && (
        <Button size="sm" kind="ghost" busy={queue.moreBusy} onClick={queue.more} className="mx-4 my-2">
          {reviewCopy.more}
        </Button>
      )}
      {own > 0 && <p className="px-4 py-3 text-label text-muted">{reviewCopy.ownWaiting(own)}</p>}
    </>
  );
}

"use client";

import { reviewCopy } from "#components/copy/review.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ClipColumn } from "./clip-column.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { LeftQueue } from "./left-queue.tsx";
import { RoomSkeleton } from "./room-skeleton.tsx";
import type { Room } from "./use-room.ts";

type RoomContentProps = {
  room: Room;
  wipe: boolean;
  onWipeChange: (wipe: boolean) => void;
  onOpenQueue: () => void;
};

/** What fills the room: a clip to decide on, or why there is none. */
export function RoomContent({ room, wipe, onWipeChange, onOpenQueue }: RoomContentProps) {
  const { queue, selection, items } = room;
  const { current } = selection;
  if (current) {
    return (
      <div className="min-h-0 min-w-0 desk:grid desk:grid-cols-[minmax(0,1fr)_320px] wide:grid-cols-[minmax(0,1fr)_352px]">
        <ClipColumn room={room} video={current} wipe={wipe} onOpenQueue={onOpenQueue} />
        <DecisionPanel room={room} video={current} wipe={wipe} onWipeChange={onWipeChange} />
      </div>
    );
  }
  if (selection.left) return <LeftQueue room={room} />;
  if (queue.error && items.length === 0) {
    return (
      <EmptyState
        title={reviewCopy.failedTitle}
        action={<Button onClick={queue.retry}>{reviewCopy.tryAgain}</Button>}
        className="self-center"
      >
        {queue.error.message}
      </EmptyState>
    );
  }
  if (queue.loading || items.length > 0) return <RoomSkeleton />;
  const own = queue.summary?.ownWaiting ?? 0;
  return (
    <EmptyState title={reviewCopy.clearTitle} className="self-center py-24">
      {reviewCopy.clear}
      {own > 0 && <span className="mt-1 block">{reviewCopy.ownWaiting(own)}.</span>}
    </EmptyState>
  );
}

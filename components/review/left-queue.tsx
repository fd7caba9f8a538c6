"use client";

import { whenOf } from "#components/copy/format.ts";
import { reviewCopy } from "#components/copy/review.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Room } from "./use-room.ts";

/** The clip on screen was decided by somebody else, or the address names one that does not wait. */
export function LeftQueue({ room }: { room: Room }) {
  const { selection, items } = room;
  const { detail, select } = selection;
  const review = detail?.review;
  const title = review
    ? reviewCopy.decidedElsewhere(review.reviewer.name, review.decision)
    : detail?.isOwn
      ? reviewCopy.ownClip
      : reviewCopy.leftQueue;
  const next = items[0];
  return (
    <EmptyState
      title={title}
      className="self-center py-24"
      action={
        <Button autoFocus onClick={() => select(next?.id ?? null)}>
          {next ? reviewCopy.toNext : reviewCopy.toQueue}
        </Button>
      }
    >
      {detail?.title}
      {review && ` · ${whenOf(review.createdAt, Date.now())}`}
    </EmptyState>
  );
}

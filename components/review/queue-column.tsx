import type { ReactNode } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { ReviewQueueView } from "#lib/contract/queue.ts";
import { QueueFoot } from "./queue-foot.tsx";

type QueueColumnProps = { summary: ReviewQueueView | undefined; children: ReactNode };

/** The queue beside the clip, with what was done today under it. */
export function QueueColumn({ summary, children }: QueueColumnProps) {
  return (
    <aside aria-label={reviewCopy.queue} className="flex min-h-0 flex-col border-r max-wide:hidden">
      <header className="flex h-10 shrink-0 items-center justify-between px-4 text-label text-muted">
        <h2 className="font-medium">{reviewCopy.queue}</h2>
        <span aria-hidden className="flex gap-1">
          <Kbd>J</Kbd>
          <Kbd>K</Kbd>
        </span>
      </header>
      <div className="min-h-0 grow overflow-y-auto pb-24">{children}</div>
      <QueueFoot summary={summary} />
    </aside>
  );
}

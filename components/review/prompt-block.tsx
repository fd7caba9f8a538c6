import { reviewCopy } from "#components/copy/review.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { VideoView } from "#lib/contract/video.ts";

/** What was asked for, as far as the role may see it. */
export function PromptBlock({ detail }: { detail: VideoView | undefined }) {
  return (
    <section className="grid content-start gap-2">
      <h3 className="text-section">{reviewCopy.prompt}</h3>
      {!detail && (
        <>
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-4/5" />
        </>
      )}
      {detail && !detail.prompt && <p className="text-dense text-muted">{reviewCopy.promptHidden}</p>}
      {detail?.prompt && (
        <div className="grid max-h-40 gap-2 overflow-y-auto text-dense text-muted">
          <p className="whitespace-pre-wrap break-words">{detail.prompt.text}</p>
          {detail.prompt.negative && (
            <p className="break-words">
              <span className="text-text">{reviewCopy.promptAvoid}:</span> {detail.prompt.negative}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

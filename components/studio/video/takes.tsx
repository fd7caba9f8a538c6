"use client";

import { clockOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { useElapsed } from "#components/studio/use-elapsed.ts";
import { CircledTake } from "#components/ui/circled-take.tsx";
import { cn } from "#components/ui/cn.ts";
import { isActive } from "#lib/contract/status.ts";
import type { AttemptView, VideoView } from "#lib/contract/video.ts";
import { takePrice, takeReason, takeStateWords } from "./take-words.ts";

const good = ["succeeded"];
const bad = ["rejected", "failed_retryable", "failed_permanent", "timed_out", "written_off"];

/** Every paid submission: who made it, how it ended, how long it took and what it cost; the chosen one circled. */
export function Takes({ video }: { video: VideoView }) {
  if (video.attempts.length === 0) return null;
  const circled = video.status === "approved" || video.status === "published";
  const chosen = video.attempts.findLast((attempt) => good.includes(attempt.state))?.number;
  return (
    <section aria-labelledby="takes-title" className="grid gap-3">
      <h2 id="takes-title" className="text-section">
        {copy.takes}
      </h2>
      <ul className="grid gap-3">
        {video.attempts.map((attempt, index) => (
          <Take
            key={attempt.number}
            attempt={attempt}
            video={video}
            reason={newReason(attempt, video.attempts[index - 1])}
            circled={circled && attempt.number === chosen}
          />
        ))}
      </ul>
    </section>
  );
}

/** Why this model made it; undefined where the take before was made for the same reason. */
function newReason(attempt: AttemptView, before: AttemptView | undefined): string | undefined {
  const reason = takeReason(attempt);
  return before && takeReason(before) === reason ? undefined : reason;
}

type TakeProps = { attempt: AttemptView; video: VideoView; reason: string | undefined; circled: boolean };

function Take({ attempt, video, reason, circled }: TakeProps) {
  const isTimed = attempt.endedAt !== null || (attempt.state !== "ambiguous" && isActive(video.status));
  const running = useElapsed(attempt.startedAt, attempt.endedAt);
  const seconds = attempt.latencyMs === null ? running : attempt.latencyMs / 1000;
  const { price, note } = takePrice(attempt, video);
  const words = takeStateWords(attempt, video);
  return (
    <li className="grid grid-cols-[44px_1fr_auto] items-center gap-x-2.5 gap-y-0.5">
      {circled ? (
        <CircledTake take={attempt.number} />
      ) : (
        <span aria-hidden className="text-center font-semibold text-label">
          {attempt.number}
        </span>
      )}
      <div className="min-w-0 text-dense">
        <p className="truncate font-medium">
          <span className="sr-only">{copy.take(attempt.number)}: </span>
          {attempt.modelName}
        </p>
        <p
          className={cn(
            "text-label",
            good.includes(attempt.state)
              ? "text-success"
              : bad.includes(attempt.state)
                ? "text-danger"
                : "text-muted",
          )}
        >
          {circled ? copy.deliveredApproved : words}
        </p>
      </div>
      <div className="text-right">
        <p className="whitespace-nowrap font-medium text-dense">
          {price}
          {note && <span className="font-normal text-label text-muted"> {note}</span>}
        </p>
        <p className="text-label text-muted">{isTimed && clockOf(seconds)}</p>
      </div>
      {reason && <p className="col-span-2 col-start-2 break-words text-label text-muted">{reason}</p>}
    </li>
  );
}

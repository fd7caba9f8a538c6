"use client";

import { clockOf, roughOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import { Still } from "#components/studio/still.tsx";
import { useElapsed } from "#components/studio/use-elapsed.ts";
import { cn } from "#components/ui/cn.ts";
import { Progress } from "#components/ui/progress.tsx";
import type { EstimateView } from "#lib/contract/model.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import { Spread } from "./spread.tsx";
import { waitingWords } from "./take-words.ts";

type MakingProps = {
  video: VideoSummaryView;
  estimate?: EstimateView;
  /** When the work was asked for; the creation where nothing else is known. */
  since?: string;
  className?: string;
};

/** A guess without progress that has run down to this says nothing any more. */
const trustedSeconds = 3;

/** What is left in words, as long as it can be known. */
export function leftOf(
  video: VideoSummaryView,
  elapsed: number,
  estimate: EstimateView | undefined,
): string | null {
  if (estimate && elapsed > estimate.p95Seconds && video.progress === null) return copy.longer;
  const guessed = video.progress === null && (video.etaSeconds ?? 0) < trustedSeconds;
  return video.etaSeconds === null || guessed ? null : copy.left(roughOf(video.etaSeconds));
}

/** A video in the making: a real percentage or the honest time spent, what is left, and where now lies. */
export function Making({ video, estimate, since = video.createdAt, className }: MakingProps) {
  const elapsed = useElapsed(since);
  const share = video.progress;
  const source = video.sourceAssets[0];
  const waitsFor = waitingWords(video)?.text;
  const left = waitsFor ? null : leftOf(video, elapsed, estimate);
  const waiting = video.status === "queued" || video.status === "retrying";
  const isHeld = video.waitingFor === "decision" || video.waitingFor === "copy";
  return (
    <section
      aria-label={copy.progressLabel}
      className={cn(
        "on-media relative grid aspect-video content-center justify-items-center overflow-hidden bg-raised text-white",
        className,
      )}
    >
      {source && <Still picture={source} blurred />}
      {source && <span aria-hidden className="absolute inset-0 bg-black/50" />}
      <div className="relative grid justify-items-center gap-4 max-tablet:gap-3 tablet:-mt-8">
        <Figure
          share={share}
          waiting={waiting}
          elapsed={elapsed}
          retrying={video.status === "retrying"}
          words={waitsFor}
        />
        <Progress
          label={copy.progressLabel}
          value={share ?? 0}
          striped={!isHeld}
          tone={video.status === "retrying" ? "warn" : "info"}
          className="h-1.5 w-80 max-w-[70vw] bg-white/20"
        />
        <p className="flex gap-2 text-prompt max-tablet:text-body">
          {left && <span>{left}</span>}
          {left && <span aria-hidden>·</span>}
          <span className="text-white/75">{copy.soFar(clockOf(elapsed))}</span>
        </p>
      </div>
      <div className="absolute inset-x-5 bottom-3 max-tablet:hidden">
        {estimate && !waitsFor && (
          <Spread
            elapsedSeconds={elapsed}
            p50Seconds={estimate.p50Seconds}
            p95Seconds={estimate.p95Seconds}
            modelName={video.modelName}
          />
        )}
        {estimate === null && !waitsFor && (
          <p className="text-center text-label text-white/75">{copy.noHistory}</p>
        )}
      </div>
    </section>
  );
}

type FigureProps = {
  share: number | null;
  waiting: boolean;
  elapsed: number;
  retrying: boolean;
  /** What it waits for, where that is known. */
  words: string | undefined;
};

function Figure({ share, waiting, elapsed, retrying, words: waitsFor }: FigureProps) {
  if (waitsFor || waiting || share === null) {
    const words = waitsFor
      ? waitsFor
      : retrying
        ? copy.tryingAgain
        : waiting
          ? copy.waiting
          : clockOf(elapsed);
    const size = waitsFor
      ? "px-6 text-center text-title"
      : waiting
        ? "text-display max-tablet:text-display-phone"
        : "text-figure max-tablet:text-figure-phone";
    return <p className={cn("grid h-18 place-items-center max-tablet:h-14", size)}>{words}</p>;
  }
  return (
    <p className="h-18 text-figure max-tablet:h-14 max-tablet:text-figure-phone">
      {Math.floor(share * 100)}
      <span className="ml-0.5 text-[0.45em] text-white/70 tracking-normal">%</span>
    </p>
  );
}

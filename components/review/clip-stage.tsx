"use client";

import {
  type CSSProperties,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { Button } from "#components/ui/button.tsx";
import type { AssetView } from "#lib/contract/asset.ts";
import type { VideoSummaryView } from "#lib/contract/video.ts";
import type { ClipTiming, Playback } from "./playback.ts";
import { timecodeAt } from "./playback-math.ts";
import { SourceWipe } from "./source-wipe.tsx";
import { type Clip, fileOf } from "./use-clip.ts";

type ClipStageProps = {
  video: VideoSummaryView;
  clip: Clip;
  playback: Playback;
  timing: ClipTiming;
  wipe: boolean;
  stageRef: RefObject<HTMLElement | null>;
};

/** The clip as large as the room allows, whole, on black. */
export function ClipStage({ video, clip, playback, timing, wipe, stageRef }: ClipStageProps) {
  const [holding, setHolding] = useState(false);
  const file = fileOf(video, "video") ?? video.parameters;
  const source = video.sourceAssets[0];
  const title = video.title ?? reviewCopy.untitled;
  const shape: CSSProperties = { aspectRatio: `${file.width} / ${file.height}` };
  return (
    <section
      ref={stageRef}
      tabIndex={-1}
      aria-label={`${reviewCopy.stage}: ${title}`}
      style={shape}
      className="on-media relative max-h-[max(14rem,calc(100dvh-28.5rem))] min-h-44 w-full overflow-hidden bg-black text-white outline-none tablet:max-h-[56dvh] tablet:rounded-card desk:max-h-[max(20rem,calc(100dvh-19.5rem))]"
    >
      <ClipVideo video={video} clip={clip} playback={playback} timing={timing} title={title} />
      {!clip.src && !clip.failed && (
        <span className="absolute bottom-2 left-2 rounded-badge bg-plate px-2.5 py-1 font-medium text-label">
          {reviewCopy.loadingClip}
        </span>
      )}
      {source && wipe && <SourceWipe source={source} />}
      {source && holding && <SourceOver source={source} />}
      <Plate model={video.modelName} playback={playback} timing={timing} />
      {source && (
        <Button
          kind="media"
          className="absolute right-2 bottom-2 touch-none select-none tablet:hidden"
          aria-pressed={holding}
          onPointerDown={() => setHolding(true)}
          onPointerUp={() => setHolding(false)}
          onPointerCancel={() => setHolding(false)}
          onPointerLeave={() => setHolding(false)}
          onKeyDown={({ key }) => (key === " " || key === "Enter") && setHolding(true)}
          onKeyUp={() => setHolding(false)}
          onContextMenu={(event) => event.preventDefault()}
        >
          {reviewCopy.holdSource}
        </Button>
      )}
    </section>
  );
}

/** A player that is taken away stops at once: one that had not begun to read would ask for bytes that are let go. */
function stopOnceRemoved(video: HTMLVideoElement): void {
  queueMicrotask(() => {
    if (video.isConnected) return;
    video.removeAttribute("src");
    video.load();
  });
}

type ClipVideoProps = Pick<ClipStageProps, "video" | "clip" | "playback" | "timing"> & { title: string };

function ClipVideo({ video, clip, playback, timing, title }: ClipVideoProps) {
  const element = useRef<HTMLVideoElement>(null);
  const hold = useCallback((video: HTMLVideoElement) => {
    element.current = video;
    return () => {
      element.current = null;
      stopOnceRemoved(video);
    };
  }, []);
  const { frameRate, frameCount } = timing;
  useEffect(() => {
    if (clip.src && element.current) return playback.attach(element.current, { frameRate, frameCount });
  }, [clip.src, playback, frameRate, frameCount]);
  if (clip.failed) {
    return (
      <div role="alert" className="absolute inset-0 grid place-content-center justify-items-center gap-3 p-4">
        <p className="text-center text-dense">
          <strong className="block font-semibold text-section">{reviewCopy.clipFailed}</strong>
          <span className="text-muted">{reviewCopy.clipFailedStep}</span>
        </p>
        <Button onClick={clip.retry}>{reviewCopy.tryAgain}</Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: generated clips carry no speech; a caption track does not exist
    <video
      key={video.id}
      ref={hold}
      src={clip.src}
      poster={fileOf(video, "poster")?.url}
      aria-label={title}
      aria-busy={!clip.src}
      playsInline
      loop
      preload="auto"
      onClick={playback.toggle}
      className="absolute inset-0 size-full object-contain"
    />
  );
}

type PlateProps = Pick<ClipStageProps, "playback" | "timing"> & { model: string };

/** Model and time to the frame, in the corner which burnt-in marks leave free. */
function Plate({ model, playback, timing }: PlateProps) {
  const { frame } = useSyncExternalStore(playback.subscribe, playback.state, playback.state);
  return (
    <span
      aria-hidden
      className="absolute top-2 right-2 rounded-badge bg-plate px-2 py-1 font-medium text-label tablet:px-2.5"
    >
      <span className="mr-2.5 text-muted">{model}</span>
      {timecodeAt(frame, timing.frameRate)}
    </span>
  );
}

function SourceOver({ source }: { source: AssetView }) {
  return (
    // biome-ignore lint/performance/noImgElement: a signed link of five minutes is not to be cached by an optimizer
    <img
      src={source.url}
      alt={reviewCopy.source}
      className="pointer-events-none absolute inset-0 size-full bg-black object-contain"
    />
  );
}

"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useSyncExternalStore } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import { type ArtifactView, spriteGrid } from "#lib/contract/artifact.ts";
import type { ClipTiming, Playback } from "./playback.ts";
import { secondMarks, timecodeAt } from "./playback-math.ts";

type FilmStripProps = { playback: Playback; timing: ClipTiming; sprite: ArtifactView | undefined };

const tiles = Array.from({ length: spriteGrid.count }, (_, index) => ({
  index,
  x: ((index % spriteGrid.columns) / (spriteGrid.columns - 1)) * 100,
  y: (Math.floor(index / spriteGrid.columns) / (spriteGrid.rows - 1)) * 100,
}));

/** Ten stills in a row with the playhead over them; drag to go anywhere. */
export function FilmStrip({ playback, timing, sprite }: FilmStripProps) {
  const seconds = timing.frameCount / timing.frameRate;
  return (
    <div className="grid gap-2">
      <Scrubber playback={playback} timing={timing} sprite={sprite} />
      <Marks seconds={seconds} labelsMax={6} className="tablet:hidden" />
      <Marks seconds={seconds} labelsMax={11} className="max-tablet:hidden" />
    </div>
  );
}

function Scrubber({ playback, timing, sprite }: FilmStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const { frame } = useSyncExternalStore(playback.subscribe, playback.state, playback.state);
  const { frameRate, frameCount } = timing;
  const seekTo = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    if (box) playback.seek(Math.floor(((event.clientX - box.left) / box.width) * frameCount));
  };
  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: frame - 1, ArrowRight: frame + 1, Home: 0, End: frameCount - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    playback.step(to - frame);
  };
  return (
    <div
      ref={strip}
      role="slider"
      tabIndex={0}
      aria-label={reviewCopy.position}
      aria-valuemin={0}
      aria-valuemax={frameCount - 1}
      aria-valuenow={frame}
      aria-valuetext={timecodeAt(frame, frameRate)}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        playback.step(0);
        seekTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons > 0) seekTo(event);
      }}
      className="relative mt-1.5 h-11 cursor-ew-resize touch-none rounded-control"
    >
      <Stills sprite={sprite} />
      <Playhead share={((frame + 0.5) / frameCount) * 100} />
    </div>
  );
}

function Playhead({ share }: { share: number }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute -top-2 -bottom-0.5 grid w-3 -translate-x-1/2 grid-rows-[6px_1fr] justify-items-center"
      style={{ left: `${share}%` }}
    >
      <span className="h-1.5 w-3 bg-accent-text [clip-path:polygon(0_0,100%_0,50%_100%)]" />
      <span className="w-0.5 bg-accent shadow-marker" />
    </span>
  );
}

function Stills({ sprite }: { sprite: ArtifactView | undefined }) {
  if (!sprite) return <span aria-hidden className="block size-full rounded-control bg-raised" />;
  const ratio = (sprite.width / spriteGrid.columns / (sprite.height / spriteGrid.rows)).toFixed(4);
  const fill = Number(ratio) >= 1 ? `max(100cqw, 100cqh * ${ratio})` : `calc(100cqh * ${ratio})`;
  return (
    <span aria-hidden className="flex size-full overflow-hidden rounded-control bg-black">
      {tiles.map(({ index, x, y }) => (
        <span key={index} className="relative flex-1 overflow-hidden [container-type:size]">
          <span
            className="absolute top-1/2 left-1/2 -translate-1/2"
            style={{
              width: fill,
              aspectRatio: ratio,
              backgroundImage: `url("${sprite.url}")`,
              backgroundSize: `${spriteGrid.columns * 100}% ${spriteGrid.rows * 100}%`,
              backgroundPosition: `${x}% ${y}%`,
            }}
          />
        </span>
      ))}
    </span>
  );
}

function Marks({ seconds, labelsMax, className }: { seconds: number; labelsMax: number; className: string }) {
  return (
    <div aria-hidden className={className}>
      <div className="relative h-4 text-label text-muted">
        {secondMarks(seconds, labelsMax).map((second) => {
          const share = second / seconds;
          return (
            <span
              key={second}
              className="absolute"
              style={{ left: `${share * 100}%`, transform: `translateX(${-share * 100}%)` }}
            >
              {String(second).padStart(2, "0")}:00
            </span>
          );
        })}
      </div>
    </div>
  );
}

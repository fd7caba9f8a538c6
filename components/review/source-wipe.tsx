"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { reviewCopy } from "#components/copy/review.ts";
import type { AssetView } from "#lib/contract/asset.ts";

const stepShare = 2;
const clamp = (share: number): number => Math.min(100, Math.max(0, share));

/** The source over the clip, up to a line that can be dragged. */
export function SourceWipe({ source }: { source: AssetView }) {
  const [share, setShare] = useState(50);
  const frame = useRef<HTMLDivElement>(null);
  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box) setShare(clamp(((event.clientX - box.left) / box.width) * 100));
  };
  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: share - stepShare, ArrowRight: share + stepShare, Home: 0, End: 100 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setShare(clamp(to));
  };
  return (
    <div ref={frame} className="pointer-events-none absolute inset-0">
      {/* biome-ignore lint/performance/noImgElement: a signed link of five minutes is not to be cached by an optimizer */}
      <img
        src={source.url}
        alt={reviewCopy.source}
        className="absolute inset-0 size-full object-contain"
        style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={reviewCopy.wipeAt}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.buttons > 0) drag(event);
        }}
        className="pointer-events-auto absolute inset-y-0 grid w-11 -translate-x-1/2 cursor-ew-resize touch-none justify-center -outline-offset-2"
        style={{ left: `${share}%` }}
      >
        <span className="w-0.5 bg-white shadow-marker" />
      </div>
    </div>
  );
}

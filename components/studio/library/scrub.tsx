"use client";

import { type PointerEvent, useRef, useState } from "react";
import { clockOf } from "#components/copy/format.ts";
import { useStableUrl } from "#components/studio/use-stable-url.ts";
import { spriteGrid } from "#lib/contract/artifact.ts";

type ScrubProps = {
  sprite: { id: string; url: string; width: number; height: number };
  durationSeconds: number;
};

/** Moves through a clip under the pointer, tile by tile; the sprite is fetched at the first touch. */
export function Scrub({ sprite, durationSeconds }: ScrubProps) {
  const frame = useRef<HTMLSpanElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const { url } = useStableUrl(sprite);
  const follow = (event: PointerEvent) => {
    if (event.pointerType !== "mouse" || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const box = frame.current?.getBoundingClientRect();
    if (box) setShare(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  };
  const tile = Math.min(spriteGrid.count - 1, Math.floor((share ?? 0) * spriteGrid.count));
  const column = tile % spriteGrid.columns;
  const row = Math.floor(tile / spriteGrid.columns);
  const ratio = sprite.width / spriteGrid.columns / (sprite.height / spriteGrid.rows);
  return (
    <span
      ref={frame}
      aria-hidden
      onPointerMove={follow}
      onPointerLeave={() => setShare(null)}
      className="absolute inset-0 overflow-hidden"
    >
      {share !== null && (
        <>
          <span className="absolute inset-0 grid place-items-center bg-black">
            <span
              className="block bg-no-repeat"
              style={{
                aspectRatio: String(ratio),
                ...(ratio >= 16 / 9 - 0.02 ? { width: "100%" } : { height: "100%" }),
                backgroundImage: `url("${url}")`,
                backgroundSize: `${spriteGrid.columns * 100}% ${spriteGrid.rows * 100}%`,
                backgroundPosition: `${(column / (spriteGrid.columns - 1)) * 100}% ${(row / Math.max(1, spriteGrid.rows - 1)) * 100}%`,
              }}
            />
          </span>
          <Hairline share={share} words={clockOf(share * durationSeconds)} />
        </>
      )}
    </span>
  );
}

function Hairline({ share, words }: { share: number; words: string }) {
  const beside =
    share > 0.7 ? { right: `calc(${(1 - share) * 100}% + 6px)` } : { left: `calc(${share * 100}% + 6px)` };
  return (
    <>
      <span className="absolute inset-y-0 w-px bg-white shadow-marker" style={{ left: `${share * 100}%` }} />
      <span
        className="absolute bottom-2.5 font-medium text-label text-white [text-shadow:0_0_3px_#000]"
        style={beside}
      >
        {words}
      </span>
    </>
  );
}

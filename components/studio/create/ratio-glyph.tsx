import type { AspectRatio } from "#lib/contract/platform.ts";

const glyphs: Record<AspectRatio, { width: number; height: number }> = {
  "16:9": { width: 16, height: 9 },
  "9:16": { width: 8, height: 14 },
  "1:1": { width: 12, height: 12 },
  "4:5": { width: 11, height: 14 },
  "21:9": { width: 20, height: 8 },
  "4:3": { width: 15, height: 11 },
  "3:4": { width: 10, height: 14 },
};

/** The shape of a picture, drawn small. */
export function RatioGlyph({ ratio }: { ratio: AspectRatio }) {
  const { width, height } = glyphs[ratio];
  return (
    <svg
      aria-hidden
      width="22"
      height="16"
      viewBox="0 0 22 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    >
      <rect x={(22 - width) / 2} y={(16 - height) / 2} width={width} height={height} rx="2" />
    </svg>
  );
}

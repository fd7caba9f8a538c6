import { clockOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";

type SpreadProps = { elapsedSeconds: number; p50Seconds: number; p95Seconds: number; modelName: string };

const width = 800;
const height = 34;
const z95 = 1.645;
/** Nearer than this share of the axis, two labels would touch. */
const labelShare = 0.06;

/** Density of the log-normal curve through the two measured percentiles. */
function densityAt(seconds: number, p50: number, p95: number): number {
  const sigma = Math.max(0.08, Math.log(p95 / p50) / z95);
  const z = Math.log(seconds / p50) / sigma;
  return Math.exp(-(z * z) / 2) / seconds;
}

function curveOf(p50: number, p95: number, end: number): string {
  const points = Array.from({ length: 81 }, (_, index) => {
    const seconds = (end * Math.max(index, 0.2)) / 80;
    return { x: (index / 80) * width, y: densityAt(seconds, p50, p95) };
  });
  const top = Math.max(...points.map(({ y }) => y));
  const line = points
    .map(({ x, y }) => `${x.toFixed(1)} ${(height - (y / top) * (height - 3)).toFixed(1)}`)
    .join("L");
  return `M${line}L${width} ${height}L0 ${height}Z`;
}

/** Where "now" lies among the times this installation itself has needed. */
export function Spread({ elapsedSeconds, p50Seconds, p95Seconds, modelName }: SpreadProps) {
  const p95 = Math.max(p95Seconds, p50Seconds * 1.1);
  const end = Math.max(p95 * 1.35, elapsedSeconds * 1.1);
  const at = (seconds: number) => `${Math.min(100, (seconds / end) * 100)}%`;
  const touch = (one: number, other: number) => Math.abs(one - other) / end < labelShare;
  const crowded = (seconds: number) => touch(elapsedSeconds, seconds);
  return (
    <figure className="grid gap-1 text-label text-white/85">
      <figcaption className="flex justify-between gap-4">
        <span>{copy.here(modelName)}</span>
        <span>{copy.usuallyRarely(clockOf(p50Seconds), clockOf(p95))}</span>
      </figcaption>
      <div className="relative h-8.5">
        <svg
          aria-hidden
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          <path d={curveOf(p50Seconds, p95, end)} fill="#ffffff30" />
        </svg>
        <Mark left={at(p50Seconds)} className="border-white/50 border-dashed" />
        <Mark left={at(p95)} className="border-white/50 border-dashed" />
        <Mark left={at(elapsedSeconds)} className="border-info border-l-2" />
      </div>
      <div className="relative h-4">
        <Label left={at(p50Seconds)} words={copy.p50} hidden={crowded(p50Seconds)} />
        <Label left={at(p95)} words={copy.p95} hidden={crowded(p95) || touch(p50Seconds, p95)} />
        <Label left={at(elapsedSeconds)} words={copy.now} now />
      </div>
    </figure>
  );
}

function Mark({ left, className }: { left: string; className: string }) {
  return (
    <span aria-hidden className="absolute inset-0" style={{ transform: `translateX(${left})` }}>
      <span className={`absolute inset-y-0 left-0 border-l ${className}`} />
    </span>
  );
}

type LabelProps = { left: string; words: string; now?: boolean; hidden?: boolean };

function Label({ left, words, now, hidden }: LabelProps) {
  if (hidden) return null;
  return (
    <span className="absolute inset-0" style={{ transform: `translateX(${left})` }}>
      <span className={`absolute -translate-x-1/2 ${now ? "font-medium text-info" : ""}`}>{words}</span>
    </span>
  );
}

import { cn } from "./cn.ts";

type SparklineProps = {
  values: readonly number[];
  /** Shared by a column so that lines compare; the largest value when absent. */
  max?: number;
  width?: number;
  height?: number;
  className?: string;
};

/** A tiny line of a series, its last value marked. Decorative: say the figures in words beside it. */
export function Sparkline({ values, max, width = 90, height = 24, className }: SparklineProps) {
  const top = Math.max(max ?? 0, ...values, 1e-9);
  const reach = Math.max(1, values.length - 1);
  const points = values.map((value, index) => ({
    x: 2 + (index / reach) * (width - 6),
    y: height - 4 - (value / top) * (height - 8),
  }));
  const last = points[points.length - 1];
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className={cn("inline-block text-muted", className)}
    >
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
      {last && <circle cx={last.x} cy={last.y} r={2} fill="currentColor" />}
    </svg>
  );
}

import { cn } from "./cn.ts";

type ProgressProps = {
  /** 0 to 1; null while nothing is known. */
  value: number | null;
  label: string;
  tone?: "info" | "warn" | "danger" | "text";
  striped?: boolean;
  className?: string;
};

const fills = { info: "bg-info", warn: "bg-warn", danger: "bg-danger", text: "bg-inverse" };

/** A bar that shows only real values: its width follows them and never runs ahead. */
export function Progress({ value, label, tone = "info", striped = false, className }: ProgressProps) {
  const share = value == null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share == null ? {} : { "aria-valuenow": Math.round(share * 100) })}
      className={cn("h-1 w-full overflow-hidden rounded-tag bg-border-strong", className)}
    >
      <div
        className={cn(
          "relative h-full overflow-hidden rounded-tag transition-[width] duration-400 ease-linear",
          fills[tone],
        )}
        style={{ width: `${(share ?? 0) * 100}%` }}
      >
        {striped && (
          <span aria-hidden className="stripes absolute inset-y-0 -right-4 left-0 animate-stripes" />
        )}
      </div>
    </div>
  );
}

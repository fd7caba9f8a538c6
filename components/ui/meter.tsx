import { cn } from "./cn.ts";

type MeterProps = {
  label: string;
  value: number;
  max: number;
  /** Words for the value, such as "6 of 10 left today". */
  valueText: string;
  className?: string;
};

/** How much of a limit is used; turns orange from 80 % and red when full. */
export function Meter({ label, value, max, valueText, className }: MeterProps) {
  const share = max <= 0 ? 1 : Math.min(1, value / max);
  const fill = share >= 1 ? "bg-danger" : share >= 0.8 ? "bg-warn" : "bg-inverse";
  return (
    <div className={cn("h-1 w-full overflow-hidden rounded-tag bg-border-strong", className)}>
      <meter aria-label={label} min={0} max={max} value={Math.min(value, max)} className="sr-only">
        {valueText}
      </meter>
      <div className={cn("h-full rounded-tag", fill)} style={{ width: `${share * 100}%` }} />
    </div>
  );
}

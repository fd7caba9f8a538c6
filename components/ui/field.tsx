import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  label: string;
  /** Quiet words at the right of the label: a hint or a counter. */
  aside?: ReactNode;
  hint?: ReactNode;
  /** One sentence; takes the place of the hint and turns the edge red. */
  error?: string;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** Label above, control, then hint or error. The control receives the ids that tie the three together. */
export function Field({ label, aside, hint, error, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const asideId = `${id}-aside`;
  const described = [aside ? asideId : "", error || hint ? noteId : ""].filter(Boolean).join(" ");
  return (
    <div className={cn("grid gap-2", className)}>
      <div className="flex items-baseline justify-between gap-4 text-label">
        <label htmlFor={id} className="font-medium text-muted">
          {label}
        </label>
        {aside && (
          <span id={asideId} className="text-right text-muted">
            {aside}
          </span>
        )}
      </div>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      <div id={noteId} aria-live="polite" className={cn("text-label", !error && !hint && "hidden")}>
        {error ? (
          <span className="flex items-start gap-1.5 text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {error}
          </span>
        ) : (
          <span className="text-muted">{hint}</span>
        )}
      </div>
    </div>
  );
}

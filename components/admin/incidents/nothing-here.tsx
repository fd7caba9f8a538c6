import { Check } from "lucide-react";

/** Why there is no row, and that this is good. */
export function NothingHere({ title, children }: { title: string; children?: string }) {
  return (
    <div className="flex items-start gap-3 rounded-card border bg-surface px-5 py-4 text-dense">
      <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
      <div>
        <p className="font-medium">{title}</p>
        {children && <p className="text-muted">{children}</p>}
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode; className?: string };

/** One sentence of what appears here, and one thing to do. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("grid justify-items-center gap-4 px-4 py-16 text-center", className)}>
      <div className="grid max-w-100 gap-1">
        <p className="text-section">{title}</p>
        {children && <p className="text-dense text-muted">{children}</p>}
      </div>
      {action}
    </div>
  );
}

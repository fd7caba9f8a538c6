import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

type CardProps = ComponentProps<"section"> & { title?: string; aside?: ReactNode };

/** A bordered surface; its title is a section heading. */
export function Card({ title, aside, className, children, ...rest }: CardProps) {
  return (
    <section className={cn("rounded-card border bg-surface px-5 py-4", className)} {...rest}>
      {title && (
        <header className="mb-3 flex items-baseline justify-between gap-4">
          <h2 className="text-section">{title}</h2>
          {aside && <div className="text-label text-muted">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

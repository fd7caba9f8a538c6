import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** A table in a card with hairlines; scrolls sideways when it must. */
export function Table({ className, label, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <section aria-label={label} className="overflow-x-auto rounded-card border bg-surface">
      <table className={cn("w-full border-collapse text-left text-dense", className)} {...rest} />
    </section>
  );
}

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={cn(
        "h-10 whitespace-nowrap px-3 font-medium text-label text-subtle first:pl-5 last:pr-5",
        className,
      )}
      {...rest}
    />
  );
}

type RowProps = ComponentProps<"tr"> & { selected?: boolean };

export function Row({ selected, className, ...rest }: RowProps) {
  return <tr className={cn("border-t transition-colors", selected && "bg-raised", className)} {...rest} />;
}

/** `numeric` sets figures to the right. */
export function Cell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "h-11 px-3 align-middle first:pl-5 last:pr-5",
        numeric && "text-right font-medium",
        className,
      )}
      {...rest}
    />
  );
}

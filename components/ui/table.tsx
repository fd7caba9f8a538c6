import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

type TableProps = ComponentProps<"table"> & {
  label: string;
  /** Without a card around it, for a table that stands in one. */
  bare?: boolean;
};

/** A table in a card with hairlines; scrolls sideways, by keyboard too, when it must. */
export function Table({ className, label, bare = false, ...rest }: TableProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className={cn("relative overflow-x-auto -outline-offset-2", !bare && "rounded-card border bg-surface")}
    >
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

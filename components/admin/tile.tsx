import { ArrowUpRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type TileProps = {
  label: string;
  figure: ReactNode;
  note: ReactNode;
  href: Route;
  tone?: "text" | "warn" | "muted";
  children?: ReactNode;
};

const tones = { text: "text-text", warn: "text-warn", muted: "text-muted" };

/** One figure, what it is measured against, and the way to the rows behind it. */
export function Tile({ label, figure, note, href, tone = "text", children }: TileProps) {
  return (
    <Link
      href={href}
      className="grid min-h-34 min-w-0 grid-rows-[auto_auto_1fr_auto] gap-1 rounded-card border bg-surface px-4 py-4 tablet:px-5 transition-colors hover:border-border-strong"
    >
      <span className="flex items-center justify-between gap-2 text-label text-muted">
        <span className="font-medium">{label}</span>
        <ArrowUpRight aria-hidden className="size-4" />
      </span>
      <span className={cn("truncate text-tile", tones[tone])}>{figure}</span>
      <span className="text-dense text-muted tablet:truncate">{note}</span>
      <span className="flex h-6 items-center self-end">{children}</span>
    </Link>
  );
}

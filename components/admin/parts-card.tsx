"use client";

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { adminCopy } from "#components/copy/admin.ts";
import { cn } from "#components/ui/cn.ts";
import type { OverviewView } from "#lib/contract/health.ts";
import { usePartName } from "./use-part-name.ts";

/** Whether each part of the installation answers. */
export function PartsCard({ parts }: { parts: OverviewView["parts"] }) {
  const partName = usePartName();
  const failing = parts.filter(({ ok }) => !ok).length;
  return (
    <section className="rounded-card border bg-surface px-5 py-4">
      <header className="mb-2 flex items-baseline justify-between gap-4">
        <h2 className="text-section">
          <Link href="/admin/health" className="flex items-center gap-2 rounded-tag hover:underline">
            {adminCopy.parts} <ArrowUpRight aria-hidden className="size-4 text-muted" />
          </Link>
        </h2>
        <span className={cn("text-label", failing > 0 ? "text-danger" : "text-muted")}>
          {failing > 0 ? adminCopy.partsFailing(failing) : adminCopy.partsAll(parts.length)}
        </span>
      </header>
      <ul className="text-dense">
        {parts.map(({ name, kind, ok, detail, latencyMs }) => (
          <li
            key={name}
            className="grid grid-cols-[8px_auto_1fr_auto] items-baseline gap-2.5 py-1.5"
            title={detail}
          >
            <span aria-hidden className={cn("size-2 rounded-full", ok ? "bg-success" : "bg-danger")} />
            <span className="font-medium">{partName(name)}</span>
            <span className="truncate text-label text-muted">{adminCopy.kinds[kind]}</span>
            <span className={ok ? "text-muted" : "font-medium text-danger"}>
              {ok ? (latencyMs === null ? adminCopy.works : adminCopy.ms(latencyMs)) : adminCopy.fails}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

"use client";

import { Check, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { clockOf, countOf, moneyOf, whenOf } from "#components/copy/format.ts";
import { vendorCopy as copy } from "#components/copy/vendors.ts";
import { cn } from "#components/ui/cn.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { VendorView } from "#lib/contract/vendor.ts";
import { failedShareOf } from "../figures.ts";
import { balanceWords, missingOf, modelWords, vendorState } from "./vendor-look.ts";

/** Share of failures, in percent, from which the figure is coloured. */
const failedShareWarn = 5;

const clock = (seconds: number | null): string => (seconds === null ? "–" : clockOf(seconds));

function Head({ vendor }: { vendor: VendorView }) {
  const { words, tone } = vendorState(vendor);
  const models = modelWords(vendor);
  const now = useNow(15_000);
  const until =
    vendor.connected && vendor.breaker !== "closed" && vendor.breakerUntil
      ? copy.until(whenOf(vendor.breakerUntil, now))
      : null;
  return (
    <header className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <h2 className="truncate text-section">{vendor.label}</h2>
        <p className="line-clamp-2 desk:min-h-8 text-label text-muted" title={models.all}>
          {models.short}
        </p>
      </div>
      <div className="grid shrink-0 justify-items-end gap-1">
        <Tag tone={tone}>{words}</Tag>
        {until && <span className="text-label text-muted">{until}</span>}
      </div>
    </header>
  );
}

/** One connected vendor: whether it takes work, what runs there, what is left, and how the last day went. */
export function VendorCard({ vendor }: { vendor: VendorView }) {
  const { lastDay } = vendor;
  const failed = failedShareOf(lastDay);
  const bad = failed !== null && failed >= failedShareWarn;
  const now = useNow(15_000);
  return (
    <li
      aria-label={vendor.label}
      className="grid content-start gap-4 rounded-card border bg-surface px-5 py-4"
    >
      <Head vendor={vendor} />
      {vendor.fault && <p className="break-words text-label text-warn">{vendor.fault}</p>}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-dense">
        <Figure label={copy.running} note={copy.perMinute(vendor.submitsPerMinuteMax)}>
          {copy.runningOf(vendor.running, vendor.concurrencyMax)}
          <Meter
            label={copy.running}
            value={vendor.running}
            max={vendor.concurrencyMax}
            valueText={copy.runningOf(vendor.running, vendor.concurrencyMax)}
            className="mt-1.5"
          />
        </Figure>
        <Figure
          label={copy.balance}
          note={vendor.balanceAt ? copy.balanceAt(whenOf(vendor.balanceAt, now)) : undefined}
        >
          <span
            className={cn(
              vendor.balanceMicros === null && "font-normal text-muted",
              vendor.balanceMicros === 0 && "text-danger",
            )}
          >
            {balanceWords(vendor)}
          </span>
        </Figure>
      </dl>
      <dl aria-label={copy.lastDay} className="grid grid-cols-5 gap-2 border-t pt-3 text-dense">
        <Figure label={copy.delivered}>{countOf(lastDay.delivered)}</Figure>
        <Figure label={copy.failed}>
          <span className={cn(bad && "text-warn")}>{countOf(lastDay.failed)}</span>
        </Figure>
        <Figure label={copy.p50}>{clock(lastDay.p50Seconds)}</Figure>
        <Figure label={copy.p95}>{clock(lastDay.p95Seconds)}</Figure>
        <Figure label={copy.spent}>{moneyOf(lastDay.spentMicros)}</Figure>
      </dl>
    </li>
  );
}

type FigureProps = { label: string; note?: string; children: ReactNode };

function Figure({ label, note, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-label text-muted">{label}</dt>
      <dd className="font-medium">
        {children}
        {note && <span className="mt-0.5 block font-normal text-label text-muted">{note}</span>}
      </dd>
    </div>
  );
}

/** A vendor that gets nothing: what would have to be set to connect it. */
export function AbsentVendor({ vendor }: { vendor: VendorView }) {
  const missing = new Set(missingOf(vendor));
  const required = vendor.settings.filter(({ required: needed }) => needed);
  return (
    <li
      aria-label={vendor.label}
      className="grid content-start gap-3 rounded-card border bg-surface px-5 py-4"
    >
      <Head vendor={vendor} />
      {vendor.fault && <p className="break-words text-label text-warn">{vendor.fault}</p>}
      {required.length > 0 && (
        <ul aria-label={copy.settings} className="grid gap-1 text-label">
          {required.map(({ name }) => (
            <li key={name} className="flex items-center gap-2">
              {missing.has(name) ? (
                <CircleDashed aria-hidden className="size-3.5 shrink-0 text-muted" />
              ) : (
                <Check aria-hidden className="size-3.5 shrink-0 text-success" />
              )}
              <code className="min-w-0 break-all font-sans font-medium">{name}</code>
              <span className="text-muted">{missing.has(name) ? copy.isMissing : copy.isSet}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

"use client";

import { CircleAlert } from "lucide-react";
import { createCopy as copy } from "#components/copy/create.ts";
import { countOf, priceOf } from "#components/copy/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type GenerateBarProps = {
  priceMicros: number | undefined;
  left: number | undefined;
  /** Why it cannot be pressed now. */
  reason: string | null;
  /** What the last press was answered with, when that was a refusal. */
  refusal: string | null;
  busy: boolean;
};

/** The one primary action: verb left, price and quota beside it before anything is spent. */
export function GenerateBar({ priceMicros, left, reason, refusal, busy }: GenerateBarProps) {
  const facts = [
    priceMicros !== undefined && priceOf(priceMicros),
    left !== undefined && copy.left(countOf(left)),
  ].filter(Boolean);
  return (
    <div
      data-action-bar
      className="grid gap-2.5 border-t bg-(--panel) px-6 py-4 max-tablet:fixed max-tablet:inset-x-0 max-tablet:bottom-(--tab-bar) max-tablet:z-10 max-tablet:px-4 max-tablet:py-3"
    >
      {refusal && (
        <p role="alert" className="flex items-start gap-2 text-dense text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {refusal}
        </p>
      )}
      <Button
        type="submit"
        kind="primary"
        size="lg"
        busy={busy}
        aria-disabled={reason !== null || busy || undefined}
        aria-describedby="generate-note"
        className="w-full justify-start gap-2.5 rounded-control"
      >
        <span className="font-semibold">{copy.generate}</span>
        <span className="font-medium opacity-75">{facts.join(" · ")}</span>
        <span aria-hidden className="ml-auto flex gap-1.5 touch:hidden">
          <Kbd className="border-current/40 text-current">⌘</Kbd>
          <Kbd className="border-current/40 text-current">↵</Kbd>
        </span>
      </Button>
      <p id="generate-note" className="min-h-4 text-label text-muted max-tablet:text-center">
        {reason ?? copy.promise}
      </p>
    </div>
  );
}

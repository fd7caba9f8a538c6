"use client";

import { reviewCopy } from "#components/copy/review.ts";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { ReviewReasonView } from "#lib/contract/review.ts";

type ReasonsProps = {
  reasons: readonly ReviewReasonView[];
  chosen: readonly string[];
  onToggle: (code: string) => void;
};

/** Why a clip goes back; each with its number key. A row to swipe on a phone. */
export function Reasons({ reasons, chosen, onToggle }: ReasonsProps) {
  return (
    <fieldset className="grid min-w-0 gap-2.5">
      <legend className="float-left mb-2.5 text-section max-desk:sr-only">{reviewCopy.reasons}</legend>
      <div className="clear-both flex gap-2 max-desk:-mx-5 max-desk:overflow-x-auto max-desk:px-5 max-desk:py-1 max-tablet:-mx-4 max-tablet:px-4 desk:grid desk:grid-cols-2 desk:gap-1.5">
        {reasons.map(({ code, label }, index) => {
          const on = chosen.includes(code);
          return (
            <button
              key={code}
              type="button"
              aria-pressed={on}
              onClick={() => onToggle(code)}
              className={cn(
                "flex min-h-11 shrink-0 items-center gap-2 rounded-control border px-3 py-1.5 text-left text-label leading-4 transition-colors desk:min-h-9 desk:px-2",
                on
                  ? "border-rejected bg-tint-rejected text-text"
                  : "border-border text-muted hover:bg-hover hover:text-text",
              )}
            >
              <Kbd className={cn("shrink-0 max-desk:hidden", on && "border-rejected text-rejected")}>
                {index + 1}
              </Kbd>
              {label}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

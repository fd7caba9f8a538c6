"use client";

import { reviewCopy } from "#components/copy/review.ts";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/kbd.tsx";

type DecisionBarProps = {
  reasonCount: number;
  /** Why approving is not possible; null when it is. */
  approveBlocked: string | null;
  /** What a press on reject is missing. */
  missing: string | null;
  onApprove: () => void;
  onReject: () => void;
};

const barButton =
  "flex h-12 items-center justify-center gap-2 rounded-card border font-semibold text-section transition-colors";

/** Approve and reject, always in sight. */
export function DecisionBar(props: DecisionBarProps) {
  const { reasonCount, approveBlocked, missing, onApprove, onReject } = props;
  const said = approveBlocked ?? missing;
  return (
    <div className="grid gap-2">
      <p aria-live="polite" className={cn("text-label", said ? "text-warn" : "hidden")}>
        {said}
      </p>
      <div className="grid grid-cols-2 gap-2">
        <button
          type="button"
          onClick={onReject}
          className={cn(barButton, "border-rejected/60 text-rejected hover:bg-tint-rejected")}
        >
          <Kbd className="border-rejected/60 text-rejected max-desk:hidden">R</Kbd>
          {reviewCopy.reject}
          {reasonCount > 0 && (
            <span className="font-medium text-label">{reviewCopy.reasonCount(reasonCount)}</span>
          )}
        </button>
        <button
          type="button"
          onClick={onApprove}
          aria-disabled={approveBlocked !== null || undefined}
          className={cn(
            barButton,
            approveBlocked === null
              ? "border-transparent bg-approve text-on-approve hover:bg-[color-mix(in_srgb,var(--approve),white_10%)]"
              : "cursor-not-allowed border-border-strong bg-raised text-subtle",
          )}
        >
          <Kbd className={cn("max-desk:hidden", approveBlocked === null && "border-current text-on-approve")}>
            A
          </Kbd>
          {reviewCopy.approve}
        </button>
      </div>
    </div>
  );
}

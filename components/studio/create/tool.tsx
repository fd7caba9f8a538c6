import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export type ToolProps = {
  pressed: boolean;
  /** Why it cannot be pressed. */
  off: string | null;
  /** Pressed all the same: the reason is shown. */
  onAsk: (reason: string) => void;
  onClick: () => void;
  children: ReactNode;
};

/** A tool of the prompt; one that is off can be pressed to hear why. */
export function Tool({ pressed, off, onAsk, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-disabled={off ? true : undefined}
      title={off ?? undefined}
      onClick={off ? () => onAsk(off) : onClick}
      className={cn(
        "inline-flex h-8 items-center gap-2 rounded-badge px-2 font-medium text-dense transition-colors hover:bg-hover hover:text-text touch:h-11 [&>svg]:size-4",
        pressed ? "text-text" : "text-muted",
        off && "cursor-not-allowed! text-subtle hover:bg-transparent hover:text-subtle [&>svg]:opacity-50",
      )}
    >
      {children}
      {off && <span className="sr-only">: {off}</span>}
    </button>
  );
}

import { Ban } from "lucide-react";

type OptionNoteProps = {
  /** Why something is off; its line is kept when there is nothing to say. */
  words: string | null;
  fix?: { words: string; onFix: () => void };
  id?: string;
};

/** One line under a choice: why part of it is off, and the one thing that would help. */
export function OptionNote({ words, fix, id }: OptionNoteProps) {
  return (
    <p
      id={id}
      aria-live="polite"
      className="col-start-1 row-start-1 flex min-h-4 flex-wrap items-center gap-x-1.5 text-label text-muted"
    >
      {words && (
        <>
          <Ban aria-hidden className="size-3 shrink-0" />
          <span>{words}</span>
          {fix && (
            <button
              type="button"
              onClick={fix.onFix}
              className="rounded-tag text-text underline underline-offset-2 touch:min-h-11"
            >
              {fix.words}
            </button>
          )}
        </>
      )}
    </p>
  );
}

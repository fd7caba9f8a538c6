"use client";

import { peopleCopy } from "#components/copy/people.ts";
import { cn } from "#components/ui/cn.ts";
import { inputClass } from "#components/ui/input.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import type { QuotaWindow } from "#lib/contract/usage.ts";
import { planLimits } from "#lib/contract/usage.ts";
import type { PersonEditing } from "./use-person-edit.ts";

type LimitInputProps = {
  person: PersonView;
  window: QuotaWindow;
  editing: PersonEditing;
  stripId: string;
  className?: string;
};

/** The field of a limit that is being changed; Enter saves, Esc goes back. */
export function LimitInput({ person, window, editing, stripId, className }: LimitInputProps) {
  const { edit, begin, cancel, save, error } = editing;
  if (edit?.kind !== "quota") return null;
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the field replaces the figure that was just pressed
      autoFocus
      inputMode="numeric"
      autoComplete="off"
      aria-label={peopleCopy.newLimit(window, person.name)}
      aria-describedby={stripId}
      aria-invalid={error ? true : undefined}
      value={edit.text ?? String(planLimits[person.plan][window])}
      onChange={({ target }) => begin({ ...edit, text: target.value })}
      onFocus={({ target }) => target.select()}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        cancel();
      }}
      className={cn(inputClass, "h-8 w-20 px-2 font-medium text-dense touch:h-11", className)}
    />
  );
}

"use client";

import { peopleCopy } from "#components/copy/people.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { planLimits } from "#lib/contract/usage.ts";
import { effectOf, quotaOf } from "./person-edit.ts";
import type { PersonEditing } from "./use-person-edit.ts";

type EditStripProps = { person: PersonView; editing: PersonEditing; id: string };

/** What the open edit does, in words, with the way back and the way on. */
export function EditStrip({ person, editing, id }: EditStripProps) {
  const { edit, begin, cancel, save, busy, error } = editing;
  if (!edit) return null;
  const { lead, words } = effectOf(person, edit);
  const overridden =
    edit.kind === "quota" && edit.text !== null && quotaOf(person, edit.window)?.limitFrom === "override";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p id={id} aria-live="polite" className="min-w-0 flex-1 basis-72 text-dense">
        <strong className="font-semibold">{lead}</strong>{" "}
        <span className={cn(error ? "text-danger" : "text-muted")}>{error ?? words}</span>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {overridden && edit.kind === "quota" && (
          <Button size="sm" onClick={() => begin({ ...edit, text: null })}>
            {peopleCopy.backToPlan(planLimits[person.plan][edit.window])}
          </Button>
        )}
        <Button size="sm" kind="ghost" onClick={cancel}>
          {peopleCopy.cancel} <Kbd className="max-tablet:hidden">Esc</Kbd>
        </Button>
        <Button size="sm" kind="inverse" busy={busy} onClick={save}>
          {peopleCopy.save}
          <Kbd className="border-on-inverse/40 text-on-inverse max-tablet:hidden">↵</Kbd>
        </Button>
      </div>
    </div>
  );
}

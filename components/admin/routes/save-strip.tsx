"use client";

import { CircleAlert } from "lucide-react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { RouteTableView } from "#lib/contract/route.ts";
import type { RouteEditing } from "./use-route-edit.ts";

type SaveStripProps = { table: RouteTableView; editing: RouteEditing };

/** Follows an open edit: the note, the way back and the way on; a conflict keeps the edit and asks. */
export function SaveStrip({ table, editing }: SaveStripProps) {
  const { dirty, conflict, refusal, faults, note, setNote, discard, save, busy, edit } = editing;
  if (!dirty) return null;
  const theirs = table.version !== edit.version ? table.history[0] : undefined;
  const fault = faults.values().next().value;
  return (
    <form
      aria-label={copy.unsaved}
      onSubmit={(event) => {
        event.preventDefault();
        if (!conflict) save(edit.version);
      }}
      className="sticky bottom-4 z-20 grid gap-3 rounded-card bg-overlay px-5 py-3 shadow-dialog max-tablet:bottom-20 animate-panel-in"
    >
      {(conflict || refusal) && (
        <p role="alert" className="flex items-start gap-2 text-dense">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          <span>
            <strong className="font-semibold">
              {conflict ? copy.conflict(table.version, theirs?.actor?.name ?? copy.somebody) : refusal}
            </strong>{" "}
            <span className="text-muted">
              {conflict && [copy.conflictHint, theirs?.note && `“${theirs.note}”`].filter(Boolean).join(" ")}
            </span>
          </span>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Input
          aria-label={copy.note}
          placeholder={copy.notePlaceholder}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
          className="min-w-0 flex-1 basis-60"
        />
        {fault && <span className="text-danger text-label">{fault}</span>}
        <Button kind="ghost" onClick={discard}>
          {conflict ? copy.takeTheirs : copy.discard}
        </Button>
        {conflict ? (
          <Button kind="inverse" busy={busy} onClick={() => save(table.version)}>
            {copy.mineOver(table.version)}
          </Button>
        ) : (
          <Button
            type="submit"
            kind="primary"
            busy={busy}
            aria-disabled={fault !== undefined || busy || undefined}
          >
            {copy.save(edit.version + 1)}
          </Button>
        )}
      </div>
    </form>
  );
}

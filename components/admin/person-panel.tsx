"use client";

import { useId } from "react";
import { countOf } from "#components/copy/format.ts";
import { peopleCopy } from "#components/copy/people.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { quotaWindows } from "#lib/contract/usage.ts";
import { EditStrip } from "./edit-strip.tsx";
import { LimitInput } from "./limit-input.tsx";
import { quotaOf } from "./person-edit.ts";
import { PersonHistory } from "./person-history.tsx";
import { PlanSelect, RoleSelect } from "./person-selects.tsx";
import type { PersonEditing } from "./use-person-edit.ts";

type PersonPanelProps = {
  person: PersonView;
  selfId: string;
  editing: PersonEditing;
  /** In a drawer over the table everything is edited here; beside the table the rows do that. */
  drawer: boolean;
  onSuspend: (person: PersonView) => void;
};

const dayOf = (at: string): string =>
  new Date(at).toLocaleDateString(undefined, { day: "numeric", month: "short", year: "numeric" });

/** One person: limits and where each comes from, what suspending does, what was changed. */
export function PersonPanel({ person, selfId, editing, drawer, onSuspend }: PersonPanelProps) {
  const self = person.id === selfId;
  const stripId = useId();
  const away = person.suspendedAt !== null;
  const block = drawer ? "grid gap-4 border-b pb-5" : "grid gap-4 rounded-card border bg-surface px-5 py-4";
  return (
    <div className="grid gap-4">
      <section aria-label={person.name} className={block}>
        <PanelHead person={person} />
        {drawer && (
          <div className="grid grid-cols-2 gap-3">
            <RoleSelect person={person} editing={editing} kind="field" />
            <PlanSelect person={person} editing={editing} kind="field" />
          </div>
        )}
        <div className="grid gap-2 border-t pt-4 text-dense">
          <h3 className="mb-1 font-medium text-label text-muted">{peopleCopy.limits}</h3>
          {quotaWindows.map((window) => (
            <LimitLine key={window} {...{ person, window, editing, stripId }} editable={drawer && !away} />
          ))}
          <p className="flex justify-between gap-3">
            <span className="text-muted">{peopleCopy.videosMade}</span>
            <span className="font-medium">{countOf(person.videoCount)}</span>
          </p>
        </div>
        {drawer && editing.edit?.personId === person.id && (
          <EditStrip person={person} editing={editing} id={stripId} />
        )}
        <div className="grid gap-2 border-t pt-4">
          <Button
            kind={away ? "default" : "danger"}
            aria-disabled={self || undefined}
            onClick={self ? undefined : () => onSuspend(person)}
          >
            {away ? peopleCopy.restore : peopleCopy.suspend}
          </Button>
          <p className="text-label text-muted">
            {self ? peopleCopy.suspendSelf : away ? peopleCopy.restoreHint : peopleCopy.suspendHint}
          </p>
        </div>
      </section>
      <PersonHistory id={person.id} className={drawer ? "grid gap-3" : block} />
    </div>
  );
}

function PanelHead({ person }: { person: PersonView }) {
  return (
    <header className="flex items-center gap-3">
      <Avatar name={person.name} size="lg" muted={person.suspendedAt !== null} />
      <div className="min-w-0">
        <h2 className="truncate text-section">{person.name}</h2>
        <p className="truncate text-dense text-muted">
          {peopleCopy.since(person.role, dayOf(person.createdAt))}
        </p>
      </div>
    </header>
  );
}

type LimitLineProps = Parameters<typeof LimitInput>[0] & { editable: boolean };

function LimitLine({ person, window, editing, stripId, editable }: LimitLineProps) {
  const quota = quotaOf(person, window);
  if (!quota) return null;
  const { edit, begin } = editing;
  const open = edit?.kind === "quota" && edit.personId === person.id && edit.window === window;
  return (
    <div className="grid grid-cols-[1fr_auto_72px] items-center gap-3">
      <span className="text-muted">{peopleCopy.windows[window]}</span>
      {open && editable ? (
        <LimitInput person={person} window={window} editing={editing} stripId={stripId} />
      ) : (
        <span className="font-medium">
          {countOf(quota.limit)}
          {open && ` → ${edit.text ?? ""}`}
        </span>
      )}
      {editable && !open ? (
        <Button
          size="xs"
          kind="ghost"
          className="-mr-2 justify-self-end"
          onClick={() => begin({ kind: "quota", personId: person.id, window, text: String(quota.limit) })}
        >
          {peopleCopy.edit}
        </Button>
      ) : (
        <span className="text-right text-label text-muted">
          {open ? peopleCopy.editing : quota.limitFrom === "plan" ? peopleCopy.fromPlan : peopleCopy.fromHere}
        </span>
      )}
    </div>
  );
}

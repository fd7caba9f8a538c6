"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { peopleCopy } from "#components/copy/people.ts";
import { cn } from "#components/ui/cn.ts";
import { Meter } from "#components/ui/meter.tsx";
import { Cell } from "#components/ui/table.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import type { QuotaWindow } from "#lib/contract/usage.ts";
import { LimitInput } from "./limit-input.tsx";
import { quotaOf } from "./person-edit.ts";
import type { PersonEditing } from "./use-person-edit.ts";

type QuotaCellProps = { person: PersonView; window: QuotaWindow; editing: PersonEditing; stripId: string };

/** Used of allowed; pressing it opens the limit for a change right there. */
export function QuotaCell({ person, window, editing, stripId }: QuotaCellProps) {
  const quota = quotaOf(person, window);
  const { edit, begin } = editing;
  const place = cn("w-36", window !== "day" && "max-tablet:hidden");
  if (!quota) return <Cell className={place} />;
  if (edit?.kind === "quota" && edit.personId === person.id && edit.window === window) {
    return (
      <Cell className={cn(place, "whitespace-nowrap")}>
        <span className="mr-2 text-muted">{peopleCopy.usedOf(quota.used)}</span>
        <LimitInput person={person} window={window} editing={editing} stripId={stripId} />
      </Cell>
    );
  }
  if (person.suspendedAt) return <Cell className={cn(place, "text-muted")}>{peopleCopy.blocked}</Cell>;
  const words = adminCopy.usedOf(quota.used, quota.limit);
  const source = quota.limitFrom === "override" ? ` · ${peopleCopy.fromHere}` : "";
  return (
    <Cell className={place}>
      <button
        type="button"
        aria-label={peopleCopy.editLimit(window, person.name, words + source)}
        onClick={() => begin({ kind: "quota", personId: person.id, window, text: String(quota.limit) })}
        className="-mx-2 grid w-full min-w-28 gap-1.5 rounded-control px-2 py-1.5 text-left hover:bg-hover"
      >
        <span className="font-medium">
          {words}
          {source && <span className="font-normal text-label text-muted">{source}</span>}
        </span>
        <Meter label={peopleCopy.windows[window]} value={quota.used} max={quota.limit} valueText={words} />
      </button>
    </Cell>
  );
}

"use client";

import type { KeyboardEvent } from "react";
import { peopleCopy } from "#components/copy/people.ts";
import { Select } from "#components/ui/select.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { plans, roles } from "#lib/contract/role.ts";
import type { PersonEditing } from "./use-person-edit.ts";

type SelectProps = { person: PersonView; editing: PersonEditing; kind?: "field" | "quiet" };

const roleOptions = roles.map((value) => ({
  value,
  label: peopleCopy.roles[value],
  note: peopleCopy.roleNotes[value],
}));
const planOptions = plans.map((value) => ({ value, label: peopleCopy.plans[value] }));

/** The keys which the strip under the row promises: Enter saves, Esc goes back. */
const stripKeys =
  ({ save, cancel }: PersonEditing, open: boolean) =>
  (event: KeyboardEvent) => {
    if (!open || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") save();
    else cancel();
  };

export function RoleSelect({ person, editing, kind = "quiet" }: SelectProps) {
  const { edit, begin, cancel } = editing;
  const open = edit?.kind === "role" && edit.personId === person.id;
  return (
    <Select
      kind={kind}
      label={peopleCopy.roleOf(person.name)}
      value={open ? edit.role : person.role}
      onKeyDown={stripKeys(editing, open)}
      options={roleOptions}
      onValueChange={(role) =>
        role === person.role ? cancel() : begin({ kind: "role", personId: person.id, role })
      }
      className={kind === "quiet" ? "-mx-2 text-text" : undefined}
    />
  );
}

export function PlanSelect({ person, editing, kind = "quiet" }: SelectProps) {
  const { edit, begin, cancel } = editing;
  const open = edit?.kind === "plan" && edit.personId === person.id;
  return (
    <Select
      kind={kind}
      label={peopleCopy.planOf(person.name)}
      value={open ? edit.plan : person.plan}
      onKeyDown={stripKeys(editing, open)}
      options={planOptions}
      onValueChange={(plan) =>
        plan === person.plan ? cancel() : begin({ kind: "plan", personId: person.id, plan })
      }
      className={kind === "quiet" ? "-mx-2" : undefined}
    />
  );
}

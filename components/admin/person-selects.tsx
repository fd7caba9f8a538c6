"use client";

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

export function RoleSelect({ person, editing, kind = "quiet" }: SelectProps) {
  const { edit, begin, cancel } = editing;
  const wanted = edit?.kind === "role" && edit.personId === person.id ? edit.role : person.role;
  return (
    <Select
      kind={kind}
      label={peopleCopy.roleOf(person.name)}
      value={wanted}
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
  const wanted = edit?.kind === "plan" && edit.personId === person.id ? edit.plan : person.plan;
  return (
    <Select
      kind={kind}
      label={peopleCopy.planOf(person.name)}
      value={wanted}
      options={planOptions}
      onValueChange={(plan) =>
        plan === person.plan ? cancel() : begin({ kind: "plan", personId: person.id, plan })
      }
      className={kind === "quiet" ? "-mx-2" : undefined}
    />
  );
}

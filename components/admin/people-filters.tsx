"use client";

import { Search } from "lucide-react";
import { peopleCopy } from "#components/copy/people.ts";
import { IconInput } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { roles } from "#lib/contract/role.ts";
import type { People } from "./use-people.ts";

type PeopleFiltersProps = {
  list: People;
  q: string;
  setQ: (q: string) => void;
  role: string;
  setRole: (role: string) => void;
};

/** Search and role; roles are counted where everybody is loaded. */
export function PeopleFilters({ list, q, setQ, role, setRole }: PeopleFiltersProps) {
  const count = (wanted?: string) =>
    list.hasNextPage ? "" : ` ${list.people.filter((person) => !wanted || person.role === wanted).length}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconInput
        icon={Search}
        type="search"
        aria-label={peopleCopy.search}
        placeholder={peopleCopy.search}
        value={q}
        onChange={({ target }) => setQ(target.value)}
        className="w-full tablet:w-64"
      />
      <Segmented
        label={peopleCopy.filter}
        value={role || "all"}
        options={[
          { value: "all", label: peopleCopy.all + count() },
          ...roles.map((value) => ({ value, label: peopleCopy.filters[value] + count(value) })),
        ]}
        onValueChange={(value) => setRole(value === "all" ? "" : value)}
        className="max-w-full overflow-x-auto"
      />
    </div>
  );
}

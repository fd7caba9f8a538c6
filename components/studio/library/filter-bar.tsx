"use client";

import { Grid2x2, List } from "lucide-react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { useModels } from "#components/studio/use-api.ts";
import { Button } from "#components/ui/button.tsx";
import { RemovableChip } from "#components/ui/chip.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { statusCopy } from "#lib/contract/copy.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { FilterMenus } from "./filter-menus.tsx";
import { FilterSheet } from "./filter-sheet.tsx";
import { SearchBox } from "./search-box.tsx";
import { type LibraryFilters, toggled } from "./use-filters.ts";

type Change = (part: Partial<LibraryFilters>, how?: "push" | "replace") => void;
type FilterBarProps = { filters: LibraryFilters; filtered: boolean; change: Change; clear: () => void };

/** Search, the filters in force as chips that go away with a press, and ways to more. */
export function FilterBar({ filters, filtered, change, clear }: FilterBarProps) {
  const models = useModels().data?.items ?? [];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox value={filters.q} onSearch={(q) => change({ q }, "replace")} />
      <FilterSheet filters={filters} models={models} change={change} />
      {chipsOf(filters, models).map(({ label, without }) => (
        <RemovableChip
          key={label}
          label={label}
          removeLabel={copy.remove(label)}
          onRemove={() => change(without)}
        />
      ))}
      <FilterMenus filters={filters} models={models} change={change} />
      {filtered && (
        <Button kind="ghost" size="sm" onClick={clear}>
          {copy.clear}
        </Button>
      )}
      <Segmented
        label={copy.view}
        value={filters.view}
        onValueChange={(view) => change({ view }, "replace")}
        className="ml-auto max-tablet:hidden"
        options={[
          { value: "grid", label: <Grid2x2 aria-hidden />, name: copy.grid },
          { value: "list", label: <List aria-hidden />, name: copy.list },
        ]}
      />
    </div>
  );
}

type ChipFacts = { label: string; without: Partial<LibraryFilters> };

/** The filters in force, each with the change that takes it away. */
function chipsOf(filters: LibraryFilters, models: readonly ModelView[]): ChipFacts[] {
  const { since, status, model, type } = filters;
  const nameOf = (id: string) => models.find((one) => one.id === id)?.name ?? id;
  return [
    ...(since ? [{ label: copy.since[since], without: { since: undefined } }] : []),
    ...status.map((one) => ({ label: statusCopy[one].text, without: { status: toggled(status, one) } })),
    ...(model ? [{ label: nameOf(model), without: { model: undefined } }] : []),
    ...(type ? [{ label: copy.types[type], without: { type: undefined } }] : []),
  ];
}

"use client";

import { Grid2x2, List, ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { useModels } from "#components/studio/use-api.ts";
import { Button } from "#components/ui/button.tsx";
import { RemovableChip } from "#components/ui/chip.tsx";
import {
  Menu,
  MenuCheckItem,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { statusCopy } from "#lib/contract/copy.ts";
import { workflowType, workflowTypes } from "#lib/contract/model.ts";
import type { VideoStatus } from "#lib/contract/status.ts";
import { FilterSheet } from "./filter-sheet.tsx";
import { SearchBox } from "./search-box.tsx";
import { type LibraryFilters, shownStatuses, sinceNames, toggled } from "./use-filters.ts";

type FilterBarProps = {
  filters: LibraryFilters;
  filtered: boolean;
  change: (part: Partial<LibraryFilters>, how?: "push" | "replace") => void;
  clear: () => void;
};

const any = "any";

/** Search, the filters in force as chips that go away with a press, and menus for more. */
export function FilterBar({ filters, filtered, change, clear }: FilterBarProps) {
  const models = useModels();
  const nameOf = (id: string) => models.data?.items.find((model) => model.id === id)?.name ?? id;
  const toggle = (status: VideoStatus) => change({ status: toggled(filters.status, status) });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox value={filters.q} onSearch={(q) => change({ q }, "replace")} />
      <FilterSheet filters={filters} models={models.data?.items ?? []} change={change} />
      {filters.since && (
        <FilterChip label={copy.since[filters.since]} onRemove={() => change({ since: undefined })} />
      )}
      {filters.status.map((status) => (
        <FilterChip key={status} label={statusCopy[status].text} onRemove={() => toggle(status)} />
      ))}
      {filters.model && (
        <FilterChip label={nameOf(filters.model)} onRemove={() => change({ model: undefined })} />
      )}
      {filters.type && (
        <FilterChip label={copy.types[filters.type]} onRemove={() => change({ type: undefined })} />
      )}
      <FilterMenu label={copy.status} icon>
        {shownStatuses.map((status) => (
          <MenuCheckItem
            key={status}
            checked={filters.status.includes(status)}
            onCheckedChange={() => toggle(status)}
          >
            {statusCopy[status].text}
          </MenuCheckItem>
        ))}
      </FilterMenu>
      <FilterMenu label={copy.date}>
        <MenuRadioGroup
          value={filters.since ?? any}
          onValueChange={(value) => change({ since: sinceNames.find((name) => name === value) })}
        >
          <MenuRadioItem value={any}>{copy.anyDate}</MenuRadioItem>
          {sinceNames.map((name) => (
            <MenuRadioItem key={name} value={name}>
              {copy.since[name]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </FilterMenu>
      <FilterMenu label={copy.model}>
        <MenuRadioGroup
          value={filters.model ?? any}
          onValueChange={(value) => change({ model: value === any ? undefined : value })}
        >
          <MenuRadioItem value={any}>{copy.anyModel}</MenuRadioItem>
          {models.data?.items.map((model) => (
            <MenuRadioItem key={model.id} value={model.id}>
              {model.name}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </FilterMenu>
      <FilterMenu label={copy.type}>
        <MenuRadioGroup
          value={filters.type ?? any}
          onValueChange={(value) => change({ type: workflowType.safeParse(value).data })}
        >
          <MenuRadioItem value={any}>{copy.anyType}</MenuRadioItem>
          {workflowTypes.map((type) => (
            <MenuRadioItem key={type} value={type}>
              {copy.types[type]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </FilterMenu>
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

function FilterChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return <RemovableChip label={label} removeLabel={copy.remove(label)} onRemove={onRemove} />;
}

function FilterMenu({ label, icon, children }: { label: string; icon?: boolean; children: ReactNode }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button kind="ghost" size="sm" icon={icon ? ListFilter : undefined} className="max-tablet:hidden">
          {label}
        </Button>
      </MenuTrigger>
      <MenuContent align="start">{children}</MenuContent>
    </Menu>
  );
}

"use client";

import { ListFilter, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { Button } from "#components/ui/button.tsx";
import {
  Menu,
  MenuCheckItem,
  MenuContent,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { statusCopy } from "#lib/contract/copy.ts";
import { type ModelView, workflowType, workflowTypes } from "#lib/contract/model.ts";
import { type LibraryFilters, shownStatuses, sinceNames, toggled } from "./use-filters.ts";

type FilterMenusProps = {
  filters: LibraryFilters;
  models: readonly ModelView[];
  change: (part: Partial<LibraryFilters>) => void;
};

/** A menu for each filter, on a wide screen. */
export function FilterMenus({ filters, models, change }: FilterMenusProps) {
  return (
    <>
      <FilterMenu label={copy.status} icon={ListFilter}>
        {shownStatuses.map((status) => (
          <MenuCheckItem
            key={status}
            checked={filters.status.includes(status)}
            onCheckedChange={() => change({ status: toggled(filters.status, status) })}
          >
            {statusCopy[status].text}
          </MenuCheckItem>
        ))}
      </FilterMenu>
      <PickMenu
        label={copy.date}
        every={copy.anyDate}
        value={filters.since}
        options={sinceNames.map((value) => ({ value, label: copy.since[value] }))}
        onPick={(since) => change({ since: sinceNames.find((name) => name === since) })}
      />
      <PickMenu
        label={copy.model}
        every={copy.anyModel}
        value={filters.model}
        options={models.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(model) => change({ model })}
      />
      <PickMenu
        label={copy.type}
        every={copy.anyType}
        value={filters.type}
        options={workflowTypes.map((value) => ({ value, label: copy.types[value] }))}
        onPick={(type) => change({ type: workflowType.safeParse(type).data })}
      />
    </>
  );
}

const everything = "any";

type PickMenuProps = {
  label: string;
  /** The words for no filter at all. */
  every: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onPick: (value: string | undefined) => void;
};

function PickMenu({ label, every, value, options, onPick }: PickMenuProps) {
  return (
    <FilterMenu label={label}>
      <MenuRadioGroup
        value={value ?? everything}
        onValueChange={(next) => onPick(next === everything ? undefined : next)}
      >
        <MenuRadioItem value={everything}>{every}</MenuRadioItem>
        {options.map((option) => (
          <MenuRadioItem key={option.value} value={option.value}>
            {option.label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </FilterMenu>
  );
}

function FilterMenu({ label, icon, children }: { label: string; icon?: LucideIcon; children: ReactNode }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button kind="ghost" size="sm" icon={icon} className="max-tablet:hidden">
          {label}
        </Button>
      </MenuTrigger>
      <MenuContent align="start">{children}</MenuContent>
    </Menu>
  );
}

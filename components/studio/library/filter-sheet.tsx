"use client";

import { ListFilter } from "lucide-react";
import { useState } from "react";
import { libraryCopy as copy } from "#components/copy/library.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { statusCopy } from "#lib/contract/copy.ts";
import { type ModelView, workflowTypes } from "#lib/contract/model.ts";
import { type LibraryFilters, shownStatuses, sinceNames, toggled } from "./use-filters.ts";

type FilterSheetProps = {
  filters: LibraryFilters;
  models: readonly ModelView[];
  change: (part: Partial<LibraryFilters>) => void;
};

/** All filters of the library on a phone. */
export function FilterSheet({ filters, models, change }: FilterSheetProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="tablet:hidden">
      <IconButton label={copy.filters} icon={ListFilter} kind="default" onClick={() => setOpen(true)} />
      <Sheet open={open} onOpenChange={setOpen} title={copy.filters}>
        <div className="grid gap-5">
          <Choices
            label={copy.status}
            options={shownStatuses.map((value) => ({ value, label: statusCopy[value].text }))}
            chosen={filters.status}
            onPress={(status) => change({ status: toggled(filters.status, status) })}
          />
          <Choices
            label={copy.date}
            options={sinceNames.map((value) => ({ value, label: copy.since[value] }))}
            chosen={[filters.since]}
            onPress={(since) => change({ since: filters.since === since ? undefined : since })}
          />
          <Choices
            label={copy.type}
            options={workflowTypes.map((value) => ({ value, label: copy.types[value] }))}
            chosen={[filters.type]}
            onPress={(type) => change({ type: filters.type === type ? undefined : type })}
          />
          <Choices
            label={copy.model}
            options={models.map(({ id, name }) => ({ value: id, label: name }))}
            chosen={[filters.model]}
            onPress={(model) => change({ model: filters.model === model ? undefined : model })}
          />
          <Button kind="inverse" size="lg" onClick={() => setOpen(false)}>
            {copy.show}
          </Button>
        </div>
      </Sheet>
    </div>
  );
}

type ChoicesProps<T extends string> = {
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly (T | undefined)[];
  onPress: (value: T) => void;
};

function Choices<T extends string>({ label, options, chosen, onPress }: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-label text-muted">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <Chip
            key={option.value}
            selected={chosen.includes(option.value)}
            onClick={() => onPress(option.value)}
          >
            {option.label}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

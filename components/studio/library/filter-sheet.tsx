"use client";

import { ListFilter } from "lucide-react";
import { type ReactNode, useState } from "react";
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
          <Group label={copy.status}>
            {shownStatuses.map((status) => (
              <Chip
                key={status}
                selected={filters.status.includes(status)}
                onClick={() => change({ status: toggled(filters.status, status) })}
              >
                {statusCopy[status].text}
              </Chip>
            ))}
          </Group>
          <Group label={copy.date}>
            {sinceNames.map((name) => (
              <Chip
                key={name}
                selected={filters.since === name}
                onClick={() => change({ since: filters.since === name ? undefined : name })}
              >
                {copy.since[name]}
              </Chip>
            ))}
          </Group>
          <Group label={copy.type}>
            {workflowTypes.map((type) => (
              <Chip
                key={type}
                selected={filters.type === type}
                onClick={() => change({ type: filters.type === type ? undefined : type })}
              >
                {copy.types[type]}
              </Chip>
            ))}
          </Group>
          <Group label={copy.model}>
            {models.map((model) => (
              <Chip
                key={model.id}
                selected={filters.model === model.id}
                onClick={() => change({ model: filters.model === model.id ? undefined : model.id })}
              >
                {model.name}
              </Chip>
            ))}
          </Group>
          <Button kind="inverse" size="lg" onClick={() => setOpen(false)}>
            {copy.show}
          </Button>
        </div>
      </Sheet>
    </div>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-label text-muted">{label}</legend>
      <div className="flex flex-wrap gap-2">{children}</div>
    </fieldset>
  );
}

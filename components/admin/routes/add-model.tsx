"use client";

import { Plus } from "lucide-react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { stateOf } from "#components/studio/model-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "#components/ui/dropdown-menu.tsx";
import type { ModelView } from "#lib/contract/model.ts";

type AddModelProps = { ids: readonly string[]; models: readonly ModelView[]; onAdd: (id: string) => void };

/** Models that make video and are not in the route yet; retired ones are not offered. */
export function AddModel({ ids, models, onAdd }: AddModelProps) {
  const open = models.filter(
    ({ id, retired, durations }) => !ids.includes(id) && !retired && durations.length > 0,
  );
  const vendors = [...new Set(open.map(({ vendor }) => vendor))];
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button kind="ghost" size="sm" icon={Plus}>
          {copy.addModel}
        </Button>
      </MenuTrigger>
      <MenuContent align="start" className="w-72">
        {open.length === 0 && <MenuLabel>{copy.noneLeft}</MenuLabel>}
        {vendors.map((vendor) => (
          <div key={vendor}>
            <MenuLabel>{vendor}</MenuLabel>
            {open
              .filter((model) => model.vendor === vendor)
              .map((model) => (
                <MenuItem
                  key={model.id}
                  aside={model.available ? undefined : stateOf(model, Date.now()).words}
                  onSelect={() => onAdd(model.id)}
                >
                  {model.name}
                </MenuItem>
              ))}
          </div>
        ))}
      </MenuContent>
    </Menu>
  );
}

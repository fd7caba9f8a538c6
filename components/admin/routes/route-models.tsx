"use client";

import { useId, useState } from "react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { AddModel } from "./add-model.tsx";
import { ModelChip } from "./model-chip.tsx";
import { moved, warningOf } from "./route-edit.ts";

type RouteModelsProps = {
  ids: readonly string[];
  models: readonly ModelView[];
  disabled: boolean;
  onChange: (ids: string[]) => void;
};

/** The models of a route in their order: dragged, moved by arrow keys, taken out, added. */
export function RouteModels({ ids, models, disabled, onChange }: RouteModelsProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const hintId = useId();
  const nameOf = (id: string) => models.find((model) => model.id === id)?.name ?? id;
  const move = (from: number, to: number) => {
    const id = ids[from];
    if (id === undefined || to < 0 || to >= ids.length) return;
    onChange(moved(ids, from, to));
    setSaid(copy.modelPlace(nameOf(id), to + 1, ids.length));
  };
  const remove = (place: number) => onChange(ids.filter((_, index) => index !== place));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span id={hintId} className="sr-only">
        {copy.modelKeys}
      </span>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
      <ol aria-label={copy.models} className="contents">
        {ids.map((id, place) => (
          <ModelChip
            key={id}
            name={nameOf(id)}
            place={place}
            count={ids.length}
            warning={warningOf(id, models)}
            disabled={disabled}
            hintId={hintId}
            drag={{
              lifted: dragged === place,
              aimed: dragged !== null && dragged !== place && over === place,
              start: () => setDragged(place),
              over: () => setOver(place),
              drop: () => dragged !== null && move(dragged, place),
              end: () => {
                setDragged(null);
                setOver(null);
              },
            }}
            move={(to) => move(place, to)}
            remove={() => remove(place)}
          />
        ))}
      </ol>
      {!disabled && <AddModel ids={ids} models={models} onAdd={(id) => onChange([...ids, id])} />}
    </div>
  );
}

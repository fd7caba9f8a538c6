"use client";

import { ChevronLeft, ChevronRight, GripVertical, TriangleAlert, X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { cn } from "#components/ui/cn.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { AddModel } from "./add-model.tsx";
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
            dragging={dragged === place}
            onDrag={() => setDragged(place)}
            onDrop={() => {
              if (dragged !== null) move(dragged, place);
              setDragged(null);
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

type ModelChipProps = {
  name: string;
  place: number;
  count: number;
  warning: string | undefined;
  disabled: boolean;
  hintId: string;
  dragging: boolean;
  onDrag: () => void;
  onDrop: () => void;
  move: (to: number) => void;
  remove: () => void;
};

function ModelChip(props: ModelChipProps) {
  const { name, place, count, warning, disabled, hintId, dragging, onDrag, onDrop, move, remove } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (disabled) return;
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step) move(place + step);
    else if (event.key === "Delete" || event.key === "Backspace") remove();
    else return;
    event.preventDefault();
  };
  return (
    <li
      draggable={!disabled}
      onDragStart={onDrag}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      className={cn(
        "group/chip flex h-8 items-center rounded-control border text-dense touch:h-11",
        warning ? "border-banner-edge" : "border-border-strong",
        dragging && "opacity-50",
      )}
    >
      <button
        type="button"
        aria-describedby={disabled ? undefined : hintId}
        title={warning}
        onKeyDown={onKeyDown}
        className="flex h-full items-center gap-1.5 rounded-control pr-2 pl-2 font-medium"
      >
        {disabled ? null : <GripVertical aria-hidden className="-ml-0.5 size-3.5 cursor-grab text-subtle" />}
        <span aria-hidden className="text-label text-muted">
          {place + 1}
        </span>
        {name}
        <span className="sr-only">
          {[copy.placeOf(place + 1, count), warning].filter(Boolean).join(". ")}
        </span>
        {warning && <TriangleAlert aria-hidden className="size-3.5 text-warn" />}
      </button>
      {!disabled && (
        <>
          <Nudge
            label={copy.earlier(name)}
            icon={ChevronLeft}
            touchOnly
            off={place === 0}
            onClick={() => move(place - 1)}
          />
          <Nudge
            label={copy.later(name)}
            icon={ChevronRight}
            touchOnly
            off={place === count - 1}
            onClick={() => move(place + 1)}
          />
          <Nudge label={copy.remove(name)} icon={X} onClick={remove} />
        </>
      )}
    </li>
  );
}

type NudgeProps = {
  label: string;
  icon: typeof X;
  off?: boolean;
  /** Where there is a mouse, dragging does it. */
  touchOnly?: boolean;
  onClick: () => void;
};

/** For a pointer: the keys of the chip itself do the same. */
function Nudge({ label, icon: Icon, off = false, touchOnly = false, onClick }: NudgeProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
      className={cn(
        "h-full w-6 place-items-center rounded-control text-muted hover:bg-hover hover:text-text disabled:invisible touch:w-9",
        touchOnly ? "hidden touch:grid" : "grid",
      )}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}

"use client";

import { ChevronLeft, ChevronRight, GripVertical, TriangleAlert, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { cn } from "#components/ui/cn.ts";

type Drag = {
  lifted: boolean;
  /** Where it would land now. */
  aimed: boolean;
  start: () => void;
  over: () => void;
  drop: () => void;
  /** Dropped here, elsewhere or nowhere. */
  end: () => void;
};

type ModelChipProps = {
  name: string;
  place: number;
  count: number;
  warning: string | undefined;
  disabled: boolean;
  hintId: string;
  drag: Drag;
  move: (to: number) => void;
  remove: () => void;
};

/** One model in its place: dragged, moved and taken out by mouse, touch or keys. */
export function ModelChip(props: ModelChipProps) {
  const { name, place, count, warning, disabled, hintId, drag, move, remove } = props;
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
      onDragStart={drag.start}
      onDragOver={(event) => {
        event.preventDefault();
        drag.over();
      }}
      onDrop={drag.drop}
      onDragEnd={drag.end}
      className={cn(
        "group/chip flex h-8 items-center rounded-control border text-dense touch:h-11",
        warning ? "border-banner-edge" : "border-border-strong",
        drag.lifted && "opacity-50",
        drag.aimed && "border-text bg-raised",
      )}
    >
      <button
        type="button"
        aria-describedby={disabled ? undefined : hintId}
        title={warning}
        onKeyDown={onKeyDown}
        className="flex h-full items-center gap-1.5 rounded-control px-2 text-left font-medium"
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

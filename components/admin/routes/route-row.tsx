"use client";

import { ArrowDown, ArrowUp, CircleAlert, Trash2, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { routeCopy as copy } from "#components/copy/routes.ts";
import { IconButton } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { RouteConditions } from "./route-conditions.tsx";
import { changeRule, dropRule, type EditedRule, moveRule, warningOf } from "./route-edit.ts";
import { RouteModels } from "./route-models.tsx";
import type { RouteEditing } from "./use-route-edit.ts";

type RouteRowProps = {
  rule: EditedRule;
  place: number;
  models: readonly ModelView[];
  editing: RouteEditing;
  disabled: boolean;
};

/** One route: its name, when it holds, and who makes it, in order. */
export function RouteRow({ rule, place, models, editing, disabled }: RouteRowProps) {
  const { change, faults, edit } = editing;
  const fault = faults.get(place);
  const warnings = rule.models.flatMap((id) => warningOf(id, models) ?? []);
  const name = rule.name || copy.nameless;
  const input = useRef<HTMLInputElement>(null);
  const fresh = rule.key.startsWith("new.");
  useEffect(() => {
    if (fresh) input.current?.focus();
  }, [fresh]);
  return (
    <li
      aria-label={`${copy.place(place + 1)}: ${name}`}
      className={cn(
        "grid grid-cols-1 gap-3 rounded-card border bg-surface px-4 py-3 tablet:px-5",
        fault && "border-danger",
      )}
    >
      <div className="flex items-center gap-3">
        <span aria-hidden className="w-4 text-center font-semibold text-label text-muted">
          {place + 1}
        </span>
        <input
          ref={input}
          aria-label={copy.name}
          aria-invalid={fault ? true : undefined}
          disabled={disabled}
          value={rule.name}
          placeholder={copy.nameless}
          maxLength={60}
          onChange={(event) => change((before) => changeRule(before, rule.key, { name: event.target.value }))}
          className="-ml-2 h-9 min-w-0 grow text-ellipsis rounded-control border border-transparent bg-transparent px-2 text-section field-ring hover:border-border-strong disabled:hover:border-transparent touch:h-11"
        />
        {!disabled && (
          <div className="flex shrink-0">
            <IconButton
              label={copy.up(name)}
              icon={ArrowUp}
              size="sm"
              disabled={place === 0}
              onClick={() => change((before) => moveRule(before, place, place - 1))}
            />
            <IconButton
              label={copy.down(name)}
              icon={ArrowDown}
              size="sm"
              disabled={place === edit.rules.length - 1}
              onClick={() => change((before) => moveRule(before, place, place + 1))}
            />
            <IconButton
              label={copy.drop(name)}
              icon={Trash2}
              size="sm"
              disabled={edit.rules.length === 1}
              onClick={() => change((before) => dropRule(before, rule.key))}
            />
          </div>
        )}
      </div>
      <div className="grid grid-cols-1 gap-3 tablet:pl-7">
        <RouteConditions
          value={rule}
          disabled={disabled}
          onChange={(part) => change((before) => changeRule(before, rule.key, part))}
        />
        <RouteModels
          ids={rule.models}
          models={models}
          disabled={disabled}
          onChange={(ids) => change((before) => changeRule(before, rule.key, { models: ids }))}
        />
        {fault && (
          <p role="alert" className="flex items-center gap-2 text-danger text-label">
            <CircleAlert aria-hidden className="size-3.5 shrink-0" />
            {fault}
          </p>
        )}
        {models.length > 0 && warnings.length > 0 && (
          <ul className="grid gap-1 text-label text-muted">
            {warnings.map((warning) => (
              <li key={warning} className="flex items-start gap-2">
                <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warn" />
                {warning}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

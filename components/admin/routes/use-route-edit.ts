"use client";

import { useRef, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "#components/copy/errors.ts";
import { routeCopy as copy } from "#components/copy/routes.ts";
import type { RouteTableView } from "#lib/contract/route.ts";
import { ApiError } from "#lib/http/client.ts";
import { useRoutes, useSaveRoutes } from "../use-routing.ts";
import { addRule, editOf, faultsOf, isChanged, type RouteEdit, rulesOf } from "./route-edit.ts";

const isConflict = (error: unknown) => error instanceof ApiError && error.problem.code === "conflict";

/** The edit that is open on the table: kept while the table is read again, saved as a new version. */
export function useRouteEdit(table: RouteTableView) {
  const [open, setOpen] = useState<RouteEdit | null>(null);
  const [note, setNote] = useState("");
  const added = useRef(0);
  const saving = useSaveRoutes();
  const routes = useRoutes();
  const edit = open ?? editOf(table);
  const dirty = open !== null && isChanged(open, table);
  const faults = faultsOf(edit);

  const change = (next: (edit: RouteEdit) => RouteEdit) => {
    if (saving.error && !isConflict(saving.error)) saving.reset();
    setOpen((before) => next(before ?? editOf(table)));
  };
  const discard = () => {
    saving.reset();
    setOpen(null);
    setNote("");
  };
  const save = (version: number) => {
    if (faults.size > 0 || saving.isPending) return;
    saving.mutate(
      { version, rules: rulesOf(edit), note },
      {
        onSuccess: (saved) => {
          setOpen(null);
          setNote("");
          toast.success(copy.saved(saved.version));
        },
        onError: (error) => isConflict(error) && void routes.refetch(),
      },
    );
  };
  return {
    edit,
    dirty,
    faults,
    note,
    setNote,
    change,
    discard,
    add: () => {
      added.current += 1;
      const key = `new.${added.current}`;
      change((before) => addRule(before, key));
    },
    save,
    busy: saving.isPending,
    conflict: isConflict(saving.error),
    refusal: saving.error && !isConflict(saving.error) ? sentenceOf(saving.error) : null,
  };
}
export type RouteEditing = ReturnType<typeof useRouteEdit>;

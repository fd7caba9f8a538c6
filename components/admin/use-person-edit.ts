"use client";

import { useState } from "react";
import { toast } from "sonner";
import { peopleCopy } from "#components/copy/people.ts";
import { type PersonEdit, requestOf } from "./person-edit.ts";
import { useUpdatePerson } from "./use-people.ts";

/** The one edit that is open on the page, and its saving. */
export function usePersonEdit() {
  const [edit, setEdit] = useState<PersonEdit | null>(null);
  const update = useUpdatePerson();
  const request = edit && requestOf(edit);
  const begin = (next: PersonEdit) => {
    update.reset();
    setEdit(next);
  };
  const cancel = () => {
    update.reset();
    setEdit(null);
  };
  const save = () => {
    if (!edit || !request || "error" in request || update.isPending) return;
    update.mutate(
      { id: edit.personId, input: request.input },
      {
        onSuccess: () => {
          setEdit(null);
          toast.success(peopleCopy.saved);
        },
      },
    );
  };
  return {
    edit,
    begin,
    cancel,
    save,
    busy: update.isPending,
    error: update.error?.message ?? (request && "error" in request ? request.error : null),
  };
}
export type PersonEditing = ReturnType<typeof usePersonEdit>;

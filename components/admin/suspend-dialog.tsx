"use client";

import { peopleCopy } from "#components/copy/people.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { PersonView } from "#lib/contract/people.ts";
import { useUpdatePerson } from "./use-people.ts";

type SuspendDialogProps = { person: PersonView | null; onClose: () => void };

/** Asks before somebody is locked out, and says what that does. */
export function SuspendDialog({ person, onClose }: SuspendDialogProps) {
  const update = useUpdatePerson();
  return (
    <ConfirmDialog
      open={person !== null}
      onOpenChange={(open) => {
        if (open) return;
        update.reset();
        onClose();
      }}
      title={peopleCopy.suspendTitle(person?.name ?? "")}
      description={
        <>
          {peopleCopy.suspendWords}
          {update.error && (
            <span role="alert" className="mt-2 block text-danger">
              {update.error.message}
            </span>
          )}
        </>
      }
      confirm={peopleCopy.suspend}
      cancel={peopleCopy.cancel}
      danger
      busy={update.isPending}
      onConfirm={() =>
        person && update.mutate({ id: person.id, input: { suspended: true } }, { onSuccess: onClose })
      }
    />
  );
}

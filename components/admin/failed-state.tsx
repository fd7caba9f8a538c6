"use client";

import { adminCopy } from "#components/copy/admin.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

type FailedStateProps = { error: Error; onAgain: () => unknown };

/** What stands in a room of the admins that could not be read: why, and the way to try again. */
export function FailedState({ error, onAgain }: FailedStateProps) {
  return (
    <EmptyState
      title={adminCopy.failedTitle}
      action={<Button onClick={() => void onAgain()}>{adminCopy.tryAgain}</Button>}
    >
      {error.message}
    </EmptyState>
  );
}

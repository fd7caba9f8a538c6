"use client";

import { RotateCw } from "lucide-react";
import { errorCopy as copy, sentenceOf } from "#components/copy/errors.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** A part of a page that could not be read, with the reason and another try. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        title={copy.title}
        action={
          <Button icon={RotateCw} onClick={onRetry}>
            {copy.again}
          </Button>
        }
      >
        {sentenceOf(error)}
      </EmptyState>
    </div>
  );
}

"use client";

import { RotateCw } from "lucide-react";
import { siteCopy as copy } from "#components/copy/site.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <main className="grid min-h-dvh content-center">
      <div role="alert">
        <EmptyState
          title={copy.broken}
          action={
            <Button icon={RotateCw} onClick={reset}>
              {copy.tryAgain}
            </Button>
          }
        >
          {copy.brokenText(error.digest)}
        </EmptyState>
      </div>
    </main>
  );
}

import { failureCopy } from "#components/copy/failures.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Logo } from "#components/ui/logo.tsx";

type FailedPageProps = { digest: string | undefined; onAgain: () => void };

/** Stands in for a page that threw: what happened, what to do, and the reference that finds it in the log. */
export function FailedPage({ digest, onAgain }: FailedPageProps) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center">
      <Logo words />
      <h1 className="sr-only">{failureCopy.failedTitle}</h1>
      <EmptyState
        title={failureCopy.failedTitle}
        action={<Button onClick={onAgain}>{failureCopy.again}</Button>}
      >
        {failureCopy.failed}
        {digest && (
          <span className="mt-2 block text-subtle tabular-nums">{failureCopy.reference(digest)}</span>
        )}
      </EmptyState>
    </main>
  );
}

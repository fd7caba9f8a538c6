import type { Metadata } from "next";
import Link from "next/link";
import { failureCopy } from "#components/copy/failures.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Logo } from "#components/ui/logo.tsx";

export const metadata: Metadata = { title: failureCopy.missingTitle };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center">
      <Logo words />
      <h1 className="sr-only">{failureCopy.missingTitle}</h1>
      <EmptyState
        title={failureCopy.missingTitle}
        action={
          <Button asChild>
            <Link href="/">{failureCopy.home}</Link>
          </Button>
        }
      >
        {failureCopy.missing}
      </EmptyState>
    </main>
  );
}

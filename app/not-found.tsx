import Link from "next/link";
import { siteCopy as copy } from "#components/copy/site.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Logo } from "#components/ui/logo.tsx";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh content-center justify-items-center">
      <Logo />
      <EmptyState
        title={copy.notFound}
        className="py-8"
        action={
          <Link href="/" className={buttonClass()}>
            {copy.toStart}
          </Link>
        }
      >
        {copy.notFoundText}
      </EmptyState>
    </main>
  );
}

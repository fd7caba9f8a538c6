import Link from "next/link";
import type { ReactNode } from "react";
import { publicCopy } from "#components/copy/public.ts";
import { Logo } from "#components/ui/logo.tsx";

/** What little stands around a published video: the mark above, two quiet lines below. */
export function PublicFrame({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center justify-between gap-4 px-4 tablet:px-8">
        <Link href="/" aria-label="Dailies" className="rounded-control">
          <Logo words />
        </Link>
        <div className="flex min-w-0 items-center gap-4">{aside}</div>
      </header>
      <main className="flex grow flex-col">{children}</main>
      <footer className="flex flex-wrap justify-between gap-x-8 gap-y-1 px-4 py-4 text-label text-subtle tablet:px-8">
        <span>{publicCopy.madeWith}</span>
        <span>{publicCopy.withdrawnNote}</span>
      </footer>
    </div>
  );
}

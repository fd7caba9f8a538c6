import Link from "next/link";
import { siteCopy as copy } from "#components/copy/site.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Logo } from "#components/ui/logo.tsx";

/** The head of pages that need no sign-in. */
export function SiteHeader({ signedIn }: { signedIn: boolean }) {
  return (
    <header className="mx-auto flex h-16 w-full max-w-300 items-center justify-between gap-4 px-4 tablet:px-8">
      <Link href="/" className="rounded-control" aria-label={copy.product}>
        <Logo words />
      </Link>
      <nav className="flex items-center gap-2">
        <Link href="/docs/api" className={buttonClass({ kind: "ghost", size: "sm" })}>
          {copy.footerApi}
        </Link>
        <Link href={signedIn ? "/library" : "/sign-in"} className={buttonClass({ size: "sm" })}>
          {signedIn ? copy.openStudio : copy.signIn}
        </Link>
      </nav>
    </header>
  );
}

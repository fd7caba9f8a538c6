import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { siteCopy as copy } from "#components/copy/site.ts";
import { ContactSheet } from "#components/site/contact-sheet.tsx";
import { type OauthName, SignInForm } from "#components/site/sign-in-form.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { currentActor } from "#lib/auth/actor.ts";
import { safeReturnPath } from "#lib/auth/sign-in-path.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: copy.signIn };

const one = z.string().optional().catch(undefined);
const search = z.object({ from: one, callbackUrl: one, error: one });

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function providersOf(settings: ReturnType<typeof env>): OauthName[] {
  return [
    ...(settings.GITHUB_ID && settings.GITHUB_SECRET ? (["github"] as const) : []),
    ...(settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET ? (["google"] as const) : []),
  ];
}

export default async function SignInPage({ searchParams }: Props) {
  const { from, error } = search.parse(await searchParams);
  const target = safeReturnPath(from);
  if ((await currentActor()).kind === "user") redirect("/library");
  const settings = env();
  return (
    <div className="grid min-h-dvh desk:grid-cols-[560px_1fr]">
      <main className="flex flex-col px-6 py-8 tablet:px-18 desk:border-r">
        <Link href="/" aria-label={copy.product} className="w-fit rounded-control">
          <Logo words />
        </Link>
        <div className="mx-auto my-auto grid w-full max-w-96 gap-8 py-10 desk:mx-0">
          <div className="grid gap-4">
            <h1 className="text-landing max-tablet:text-display">
              {copy.promise.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </h1>
            <p className="text-prompt text-muted">{copy.lead}</p>
          </div>
          <SignInForm
            target={target}
            providers={providersOf(settings)}
            demo={settings.DAILIES_DEMO}
            code={error ?? null}
          />
        </div>
        <footer className="flex gap-4 text-label text-muted">
          <span>{copy.footerOpenSource}</span>
          <Link href="/#published" className="rounded-tag hover:text-text">
            {copy.footerPublic}
          </Link>
          <Link href="/docs/api" className="rounded-tag hover:text-text">
            {copy.footerApi}
          </Link>
        </footer>
      </main>
      <div className="sticky top-0 grid h-dvh content-center overflow-hidden bg-[#050506] px-11 max-desk:hidden">
        <ContactSheet />
      </div>
    </div>
  );
}

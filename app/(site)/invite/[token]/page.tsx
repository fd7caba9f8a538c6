import type { Metadata } from "next";
import Link from "next/link";
import { siteCopy as copy } from "#components/copy/site.ts";
import { InviteForm } from "#components/site/invite-form.tsx";
import { Logo } from "#components/ui/logo.tsx";
import { newId } from "#lib/ids.ts";
import { findInvitation } from "#lib/people/accept-invitation.ts";
import { requestContext } from "#lib/services.ts";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = {
  title: copy.inviteTitle,
  referrer: "no-referrer",
  robots: { index: false },
};

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const invitation = await findInvitation(requestContext({ kind: "anonymous" }, newId("request")), token);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-96 content-center gap-8 px-4 py-12">
      <Link href="/" aria-label={copy.product} className="w-fit rounded-control">
        <Logo words />
      </Link>
      <div className="grid gap-2">
        <h1 className="text-display max-tablet:text-display-phone">{copy.inviteTitle}</h1>
        <p className="break-words text-muted">
          {invitation ? copy.inviteText(invitation.email) : copy.inviteGone}
        </p>
      </div>
      {invitation && <InviteForm token={token} />}
    </main>
  );
}

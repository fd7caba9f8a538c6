import { and, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { invitations } from "#db/schema/index.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { type Context, transact } from "#lib/context.ts";
import type { acceptInvitationInput } from "#lib/contract/people.ts";
import { Refusal } from "#lib/refusal.ts";
import { invitationTokenHash } from "./invitation-token.ts";
import { joinMember } from "./join-member.ts";

type Invitation = typeof invitations.$inferSelect;

const openBy = (token: string, now: Date) =>
  and(
    eq(invitations.tokenHash, invitationTokenHash(token)),
    isNull(invitations.acceptedAt),
    gt(invitations.expiresAt, now),
  );

const noLonger = (): Refusal =>
  new Refusal("not_found", "This invitation is no longer valid. Ask for a new one.");

/** The invitation behind a link that may still be accepted. Open to whoever holds the link. */
export async function findInvitation(ctx: Context, token: string): Promise<Invitation | undefined> {
  const [row] = await ctx.db.select().from(invitations).where(openBy(token, ctx.now()));
  return row;
}

/** Turns an invitation into an account, once. Throws `not_found` when it was used, has expired or never was. */
export async function acceptInvitation(
  ctx: Context,
  { token, name, password }: z.output<typeof acceptInvitationInput>,
): Promise<{ email: string }> {
  if (!(await findInvitation(ctx, token))) throw noLonger();
  const passwordHash = await hashPassword(password);
  return transact(ctx, async (inner) => {
    const now = inner.now();
    const [invitation] = await inner.db
      .update(invitations)
      .set({ acceptedAt: now })
      .where(openBy(token, now))
      .returning();
    if (!invitation) throw noLonger();
    const joined = await joinMember(inner, invitation, { name, passwordHash });
    if (!joined) throw noLonger();
    return { email: invitation.email };
  });
}

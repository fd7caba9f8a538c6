import { and, eq, gt, isNull } from "drizzle-orm";
import { invitations, users } from "#db/schema/user.ts";
import type { SignedIn } from "#lib/auth/authenticate.ts";
import { sessionStamp } from "#lib/auth/session-token.ts";
import { type Context, transact } from "#lib/context.ts";
import { joinMember } from "./join-member.ts";

type Guest = { email: string; name: string };

async function findMember(ctx: Context, email: string): Promise<SignedIn | "suspended" | undefined> {
  const [user] = await ctx.db.select().from(users).where(eq(users.email, email)).limit(1);
  if (!user) return undefined;
  return user.suspendedAt ? "suspended" : { id: user.id, stamp: sessionStamp(user) };
}

async function joinByInvitation(ctx: Context, guest: Guest): Promise<SignedIn | undefined> {
  const now = ctx.now();
  const [invitation] = await ctx.db
    .update(invitations)
    .set({ acceptedAt: now })
    .where(
      and(eq(invitations.email, guest.email), isNull(invitations.acceptedAt), gt(invitations.expiresAt, now)),
    )
    .returning();
  if (!invitation) return undefined;
  const joined = await joinMember(ctx, invitation, { name: guest.name, passwordHash: null });
  return joined && { id: joined.id, stamp: sessionStamp({ email: invitation.email, passwordHash: null }) };
}

/**
 * Lets in somebody whose address an OAuth provider vouches for (lower case): a member, or one with an open
 * invitation, who becomes a member by it. Undefined for everybody else and for suspended members.
 */
export async function admitGuest(ctx: Context, guest: Guest): Promise<SignedIn | undefined> {
  return transact(ctx, async (inner) => {
    const member = await findMember(inner, guest.email);
    if (member === "suspended") return undefined;
    return member ?? joinByInvitation(inner, guest);
  });
}

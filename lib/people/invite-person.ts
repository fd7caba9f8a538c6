import { and, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { invitations, users } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { invitationView, invitePersonInput } from "#lib/contract/people.ts";
import { accessToken, newId } from "#lib/ids.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { Refusal } from "#lib/refusal.ts";
import { invitationTokenHash } from "./invitation-token.ts";

const validMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Makes an invitation link, valid for seven days and shown once; an earlier open one for the same address ends.
 * Throws `conflict` when the address has an account.
 */
export async function invitePerson(
  ctx: Context,
  { email, role, plan }: z.output<typeof invitePersonInput>,
): Promise<z.output<typeof invitationView>> {
  const inviter = permit(ctx, "people:manage");
  const token = accessToken();
  const id = newId("invitation");
  const expiresAt = new Date(ctx.now().getTime() + validMs);
  await transact(ctx, async (inner) => {
    const [member] = await inner.db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (member) throw new Refusal("conflict", "This address already has an account.");
    const now = inner.now();
    await inner.db
      .update(invitations)
      .set({ expiresAt: now })
      .where(
        and(eq(invitations.email, email), isNull(invitations.acceptedAt), gt(invitations.expiresAt, now)),
      );
    const tokenHash = invitationTokenHash(token);
    await inner.db
      .insert(invitations)
      .values({ id, email, role, plan, tokenHash, invitedBy: inviter.id, expiresAt });
    await recordAudit(inner, {
      action: "person/invited",
      subjectId: id,
      before: null,
      after: { email, role, plan },
    });
  });
  const url = new URL(`/invite/${token}`, ctx.parts.appUrl).href;
  return { id, email, role, plan, url, expiresAt: expiresAt.toISOString() };
}

import { type invitations, users } from "#db/schema/index.ts";
import type { Context, User } from "#lib/context.ts";
import { newId } from "#lib/ids.ts";
import { recordAudit } from "#lib/ops/audit.ts";

type Invitation = typeof invitations.$inferSelect;
type Newcomer = { name: string; passwordHash: string | null };

/** Makes the account an invitation speaks of, inside the caller's transaction; undefined when the address has one. */
export async function joinMember(
  ctx: Context,
  { id: invitationId, email, role, plan }: Invitation,
  newcomer: Newcomer,
): Promise<User | undefined> {
  const id = newId("user");
  const [joined] = await ctx.db
    .insert(users)
    .values({ id, email, role, plan, ...newcomer, createdAt: ctx.now() })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (!joined) return undefined;
  const member: User = { kind: "user", id, name: newcomer.name, role };
  await recordAudit(
    { ...ctx, actor: member },
    { action: "person/joined", subjectId: id, before: null, after: { invitationId, role, plan } },
  );
  return member;
}

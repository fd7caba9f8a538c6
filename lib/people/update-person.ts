import { and, asc, eq, isNull } from "drizzle-orm";
import { users } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { PersonDetailView, UpdatePersonInput } from "#lib/contract/people.ts";
import { type AuditFacts, recordAudit } from "#lib/ops/audit.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { getPerson } from "./get-person.ts";
import { setQuota } from "./set-quota.ts";

type UserRow = typeof users.$inferSelect;
type Change = { set: Partial<UserRow>; audit: Pick<AuditFacts, "action" | "before" | "after"> };

/** Locks every acting admin, in one order, so that two changes cannot each leave the other's admin as the last. */
const lockAdmins = (ctx: Context): Promise<UserRow[]> =>
  ctx.db
    .select()
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.suspendedAt)))
    .orderBy(asc(users.id))
    .for("update");

function changesOf(person: UserRow, input: UpdatePersonInput, now: Date): Change[] {
  const { role, plan, suspended } = input;
  const isSuspended = person.suspendedAt !== null;
  const changes: Change[] = [];
  if (role && role !== person.role)
    changes.push({
      set: { role },
      audit: { action: "role/changed", before: { role: person.role }, after: { role } },
    });
  if (plan && plan !== person.plan)
    changes.push({
      set: { plan },
      audit: { action: "plan/changed", before: { plan: person.plan }, after: { plan } },
    });
  if (suspended !== undefined && suspended !== isSuspended)
    changes.push({
      set: { suspendedAt: suspended ? now : null },
      audit: {
        action: suspended ? "person/suspended" : "person/restored",
        before: { suspended: isSuspended },
        after: { suspended },
      },
    });
  return changes;
}

function guardAdmins(admins: UserRow[], person: UserRow, changed: UserRow, actorId: string): void {
  if (person.id === actorId && changed.suspendedAt)
    throw new Refusal("conflict", "You cannot suspend yourself. Another admin can.");
  const leaves = changed.role !== "admin" || changed.suspendedAt !== null;
  const isLast = admins.length === 1 && admins[0]?.id === person.id;
  if (leaves && isLast)
    throw new Refusal("conflict", "This is the last admin. Make somebody else an admin first.");
}

/**
 * Changes role, plan, quota or suspension of one person, with an audit entry for each thing that really changed, in one
 * transaction. Throws `not_found`, and `conflict` where nobody would be left to administer.
 */
export async function updatePerson(
  ctx: Context,
  { id, ...input }: UpdatePersonInput & { id: string },
): Promise<PersonDetailView> {
  const actor = permit(ctx, "people:manage");
  await transact(ctx, async (inner) => {
    const admins = await lockAdmins(inner);
    const [person] = await inner.db.select().from(users).where(eq(users.id, id)).for("update");
    if (!person) throw notFound();
    const changes = changesOf(person, input, inner.now());
    const set = Object.assign({}, ...changes.map((change) => change.set));
    guardAdmins(admins, person, { ...person, ...set }, actor.id);
    if (changes.length > 0) await inner.db.update(users).set(set).where(eq(users.id, id));
    for (const { audit } of changes) await recordAudit(inner, { ...audit, subjectId: id });
    if (input.quota) await setQuota(inner, id, input.quota);
  });
  return getPerson(ctx, { id });
}

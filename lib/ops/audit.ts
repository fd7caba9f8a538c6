import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEntries, users } from "#db/schema/index.ts";
import { type Context, signedIn } from "#lib/context.ts";
import type { auditEntryView } from "#lib/contract/people.ts";

const json = z.json();
type Json = z.infer<typeof json>;
export type AuditFacts = { action: string; subjectId: string; before: Json; after: Json };

/** Notes who changed what, in the caller's transaction: without the note there is no change. */
export async function recordAudit(ctx: Context, facts: AuditFacts): Promise<void> {
  const actor = signedIn(ctx);
  await ctx.db.insert(auditEntries).values({
    actorId: actor.id,
    requestId: ctx.requestId,
    createdAt: ctx.now(),
    ...facts,
  });
}

/** The newest changes of one subject, newest first, at most `limit`. */
export async function readHistory(
  ctx: Context,
  subjectId: string,
  limit: number,
): Promise<z.input<typeof auditEntryView>[]> {
  const rows = await ctx.db
    .select({ entry: auditEntries, actorName: users.name })
    .from(auditEntries)
    .innerJoin(users, eq(users.id, auditEntries.actorId))
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(desc(auditEntries.id))
    .limit(limit);
  return rows.map(({ entry, actorName }) => ({
    id: String(entry.id),
    actorName,
    action: entry.action,
    subjectId: entry.subjectId,
    before: json.parse(entry.before),
    after: json.parse(entry.after),
    createdAt: entry.createdAt.toISOString(),
  }));
}

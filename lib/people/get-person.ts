import { eq } from "drizzle-orm";
import { users } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { PersonDetailView } from "#lib/contract/people.ts";
import { readHistory } from "#lib/ops/audit.ts";
import { notFound } from "#lib/refusal.ts";
import { personViews } from "./person-views.ts";

const historyLengthMax = 50;

/** One person with the newest changes made to them. */
export async function getPerson(ctx: Context, { id }: { id: string }): Promise<PersonDetailView> {
  permit(ctx, "people:manage");
  const rows = await ctx.db.select().from(users).where(eq(users.id, id));
  const [person] = await personViews(ctx, rows);
  if (!person) throw notFound();
  return { ...person, history: await readHistory(ctx, id, historyLengthMax) };
}

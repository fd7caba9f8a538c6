import { and, asc, ilike, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { users } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { listPeopleInput, personListView } from "#lib/contract/people.ts";
import { personViews } from "./person-views.ts";

const byName = sql`lower(${users.name})`;

function matching(words: string | undefined): SQL | undefined {
  if (!words) return undefined;
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(users.name, pattern), ilike(users.email, pattern));
}

/** The cursor is the id of the last person shown; one that is gone ends the list. */
const after = (cursor: string | undefined): SQL | undefined =>
  cursor === undefined
    ? undefined
    : sql`(${byName}, ${users.id}) > (select lower(held.name), held.id from users held where held.id = ${cursor})`;

/** People by name, with their quotas as they stand now. */
export async function listPeople(
  ctx: Context,
  input: z.output<typeof listPeopleInput>,
): Promise<z.output<typeof personListView>> {
  permit(ctx, "people:manage");
  const rows = await ctx.db
    .select()
    .from(users)
    .where(and(matching(input.q), after(input.cursor)))
    .orderBy(asc(byName), asc(users.id))
    .limit(input.limit + 1);
  const shown = rows.slice(0, input.limit);
  return {
    items: await personViews(ctx, shown),
    nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

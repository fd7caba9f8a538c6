import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Context, permit, transact } from "#lib/context.ts";
import type { InvariantView } from "#lib/contract/incident.ts";
import { promises } from "./promises.ts";

const examplesMax = 5;

const rowsSchema = z.array(
  z.object({
    invariant: z.string(),
    subject: z.string(),
    detail: z.string(),
    total: z.coerce.number().int(),
  }),
);

/**
 * Asks the database whether each of the fourteen promises holds at the context's time. For the system and for admins.
 * Answers all fourteen, in order, with how many rows break each and the first five of them.
 */
export async function checkInvariants(ctx: Context): Promise<InvariantView[]> {
  if (ctx.actor.kind !== "system") permit(ctx, "system:inspect");
  const rows = await transact(ctx, async ({ db, now }) => {
    await db.execute(sql`select set_config('dailies.now', ${now().toISOString()}, true)`);
    return rowsSchema.parse([
      ...(await db.execute(sql`
        select invariant, subject, detail, total
        from (
          select *,
            row_number() over (partition by invariant order by subject, detail) as place,
            count(*) over (partition by invariant) as total
          from invariant_violations
        ) found
        where place <= ${examplesMax}
        order by subject, detail`)),
    ]);
  });
  return Object.entries(promises).map(([id, promise]) => {
    const broken = rows.filter(({ invariant }) => invariant === id);
    const examples = broken.map(({ subject, detail }) => ({ subject, detail }));
    return { id, promise, violations: broken[0]?.total ?? 0, examples };
  });
}

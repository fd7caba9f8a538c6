import { sql } from "drizzle-orm";
import { type Context, requireSystem } from "#lib/context.ts";

const keptDays = 30;
const batch = 5_000;

/**
 * Forgets callbacks older than 30 days, which is longer than any vendor sends again; how many it forgot. The database's
 * own clock decides, for it refuses to let go of a younger one.
 */
export async function forgetReceipts(ctx: Context): Promise<number> {
  requireSystem(ctx);
  const gone = await ctx.db.execute(sql`
    delete from webhook_receipts where id in (
      select id from webhook_receipts
      where received_at <= now() - make_interval(days => ${keptDays}) order by received_at limit ${batch})
    returning id`);
  return gone.length;
}

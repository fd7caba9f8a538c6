import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "#lib/context.ts";

/** What a repeated callback may change: how often it came, and when it was applied. */
const counters = ["duplicates", "applied_at"];

/** SHA-256 over every row of every table of the product, whichever order they lie in; counters of receipts left out. */
export async function databaseDigest(ctx: Context): Promise<string> {
  const tables = await ctx.db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`);
  const hash = createHash("sha256");
  for (const { name } of tables) {
    const left = sql.join(
      (name === "webhook_receipts" ? counters : []).map((counter) => sql`${counter}::text`),
      sql`, `,
    );
    const [digest] = await ctx.db.execute<{ rows: string; md5: string }>(sql`
      select count(*) as rows, md5(coalesce(string_agg(one, '' order by one), '')) as md5
      from (select md5((to_jsonb(row) - array[${left}]::text[])::text) as one from ${sql.identifier(name)} as row) as hashed`);
    hash.update(`${name} ${digest?.rows} ${digest?.md5}\n`);
  }
  return hash.digest("hex");
}

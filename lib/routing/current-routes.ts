import { desc } from "drizzle-orm";
import { routeVersions } from "#db/schema/index.ts";
import type { Context } from "#lib/context.ts";
import { routeRules } from "#lib/contract/route.ts";
import { defaultRoutes } from "./default-routes.ts";
import type { RouteTable } from "./plan-facts.ts";

/** The route table in force: the newest version, or the one the product comes with, which is version 0. */
export async function currentRoutes(ctx: Context): Promise<RouteTable> {
  const [row] = await ctx.db.select().from(routeVersions).orderBy(desc(routeVersions.version)).limit(1);
  return row ? { version: row.version, rules: routeRules.parse(row.rules) } : defaultRoutes;
}

import { sql } from "drizzle-orm";
import { routeVersions } from "#db/schema/index.ts";
import { type Context, permit, transact } from "#lib/context.ts";
import type { RouteRule } from "#lib/contract/route.ts";
import { recordAudit } from "#lib/ops/audit.ts";
import { currentRoutes } from "./current-routes.ts";
import type { RouteTable } from "./plan-facts.ts";

type Change = { rules: RouteRule[]; note: string };

/**
 * Puts a new version of the route table in force, with an audit entry, in one transaction and one at a time. `change`
 * sees the table that is in force under the lock and may refuse; rules that stay the same make no version.
 */
export async function changeRoutes(ctx: Context, change: (table: RouteTable) => Change): Promise<void> {
  const actor = permit(ctx, "routes:manage");
  await transact(ctx, async (inner) => {
    await inner.db.execute(sql`lock table ${routeVersions} in share row exclusive mode`);
    const before = await currentRoutes(inner);
    const { rules, note } = change(before);
    if (JSON.stringify(rules) === JSON.stringify(before.rules)) return;
    const version = before.version + 1;
    await inner.db
      .insert(routeVersions)
      .values({ version, rules, note, actorId: actor.id, createdAt: inner.now() });
    await recordAudit(inner, {
      action: "routes/changed",
      subjectId: "routes",
      before: { version: before.version, rules: [...before.rules] },
      after: { version, rules, note },
    });
  });
}

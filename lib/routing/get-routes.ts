import { desc, eq } from "drizzle-orm";
import { routeVersions, users } from "#db/schema/index.ts";
import { type Context, permit } from "#lib/context.ts";
import type { RouteTableView } from "#lib/contract/route.ts";
import { cardOf } from "#lib/models/cards.ts";
import { currentRoutes } from "./current-routes.ts";
import { modelStateOf } from "./model-state.ts";
import type { RouteTable } from "./plan-facts.ts";

const historyMax = 50;

function warningOf(ctx: Context, model: string): string | null {
  const card = cardOf(model);
  if (!card) return `There is no model "${model}".`;
  if (!card.modes.some((mode) => mode.endsWith("-video"))) return `${card.name} makes pictures, not videos.`;
  const { reason } = modelStateOf(ctx, card);
  return reason && `${card.name}: ${reason}`;
}

const warningsOf = (ctx: Context, { rules }: RouteTable): RouteTableView["warnings"] =>
  rules.flatMap(({ models }, rule) =>
    models.flatMap((model) => {
      const message = warningOf(ctx, model);
      return message ? [{ rule, model, message }] : [];
    }),
  );

async function readHistory(ctx: Context): Promise<RouteTableView["history"]> {
  const rows = await ctx.db
    .select({ row: routeVersions, actorName: users.name })
    .from(routeVersions)
    .innerJoin(users, eq(users.id, routeVersions.actorId))
    .orderBy(desc(routeVersions.version))
    .limit(historyMax);
  const versions = rows.map(({ row, actorName }) => ({
    version: row.version,
    note: row.note,
    actor: { id: row.actorId, name: actorName },
    createdAt: row.createdAt.toISOString(),
  }));
  const isWhole = versions.length < historyMax;
  const shipped = { version: 0, note: "As it came with the product", actor: null, createdAt: null };
  return isWhole ? [...versions, shipped] : versions;
}

/** The route table in force with what does not hold in it, and its last fifty versions, newest first. For admins. */
export async function getRoutes(ctx: Context): Promise<RouteTableView> {
  permit(ctx, "system:inspect");
  const table = await currentRoutes(ctx);
  return {
    version: table.version,
    rules: [...table.rules],
    warnings: warningsOf(ctx, table),
    history: await readHistory(ctx),
  };
}

import type { Context } from "#lib/context.ts";
import type { RouteTableView } from "#lib/contract/route.ts";
import { cardOf } from "#lib/models/cards.ts";
import { isRetired } from "#lib/models/intake.ts";
import { notFound, Refusal } from "#lib/refusal.ts";
import { changeRoutes } from "./change-routes.ts";
import { getRoutes } from "./get-routes.ts";

/**
 * Puts a retiring model's successor in its place in every route, once a route, as one version. Throws `not_found`, and
 * `conflict` where it has no successor that takes work.
 */
export async function moveRoutes(ctx: Context, { id }: { id: string }): Promise<RouteTableView> {
  await changeRoutes(ctx, ({ rules }) => {
    const card = cardOf(id);
    if (!card) throw notFound();
    const successor = card.successor === null ? undefined : cardOf(card.successor);
    if (!successor || isRetired(successor, ctx.now()))
      throw new Refusal("conflict", `${card.name} has no successor. Edit the routes instead.`);
    return {
      note: `${successor.name} in place of ${card.name}`,
      rules: rules.map((rule) => ({
        ...rule,
        models: [...new Set(rule.models.map((model) => (model === id ? successor.id : model)))],
      })),
    };
  });
  return getRoutes(ctx);
}

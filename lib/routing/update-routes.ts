import type { Context } from "#lib/context.ts";
import type { RouteRule, RouteTableView, UpdateRoutesInput } from "#lib/contract/route.ts";
import { cardOf } from "#lib/models/cards.ts";
import { isRetired } from "#lib/models/intake.ts";
import { Refusal } from "#lib/refusal.ts";
import { changeRoutes } from "./change-routes.ts";
import { getRoutes } from "./get-routes.ts";

type FieldError = { path: string; message: string };

function faultOf(model: string, place: number, { models }: RouteRule, now: Date): string | null {
  const card = cardOf(model);
  if (!card) return `there is no model "${model}".`;
  if (isRetired(card, now)) return `${card.name} retired on ${card.sunsetAt}.`;
  if (!card.modes.some((mode) => mode.endsWith("-video"))) return `${card.name} makes pictures, not videos.`;
  return models.indexOf(model) < place ? `${card.name} stands in it twice.` : null;
}

const faultsOf = (rules: readonly RouteRule[], now: Date): FieldError[] =>
  rules.flatMap((rule, row) =>
    rule.models.flatMap((model, place) => {
      const fault = faultOf(model, place, rule, now);
      return fault
        ? [{ path: `rules.${row}.models.${place}`, message: `Route "${rule.name}": ${fault}` }]
        : [];
    }),
  );

/**
 * Puts an edited table in force. Throws `invalid_input`, which names the row, and `conflict` where `version` is not the
 * one in force any more.
 */
export async function updateRoutes(
  ctx: Context,
  { version, rules, note }: UpdateRoutesInput,
): Promise<RouteTableView> {
  await changeRoutes(ctx, (table) => {
    if (table.version !== version)
      throw new Refusal("conflict", "Somebody has changed the routes meanwhile. Load them again.");
    const errors = faultsOf(rules, ctx.now());
    const [first] = errors;
    if (first) throw new Refusal("invalid_input", first.message, { errors });
    return { rules, note };
  });
  return getRoutes(ctx);
}

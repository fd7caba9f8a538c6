import type { Context } from "#lib/context.ts";
import type { Plan, PlanStep } from "#lib/contract/plan.ts";
import { cardOf } from "#lib/models/cards.ts";
import { fitsModel } from "#lib/models/fits-model.ts";
import { Refusal } from "#lib/refusal.ts";
import type { RouteRequest } from "#lib/routing/route-request.ts";
import { planFor } from "./plan-for.ts";

const dayMs = 86_400_000;

function refuseChoice(request: RouteRequest, plan: Plan): void {
  const card = cardOf(request.model);
  if (!card) {
    const message = `There is no model "${request.model}" here.`;
    throw new Refusal("invalid_input", message, { errors: [{ path: "model", message }] });
  }
  const excluded = plan.exclusions.find(({ model }) => model === card.id);
  if (excluded?.code === "retired")
    throw new Refusal("model_retired", excluded.reason, {
      errors: [{ path: "model", message: excluded.reason }],
    });
  const misfits = fitsModel(request, card);
  if (misfits.length > 0)
    throw new Refusal("model_misfit", `${card.name} cannot make this.`, {
      errors: misfits.map(({ path, message }) => ({ path, message })),
    });
  if (excluded?.code === "over_ceiling")
    throw new Refusal("no_model", excluded.reason, {
      errors: [{ path: "priceMaxMicros", message: excluded.reason }],
    });
}

const isTelling = ({ code }: Plan["exclusions"][number]): boolean =>
  code !== "not_routed" && code !== "fallback_off" && code !== "already_tried";

function refuseAll(request: RouteRequest, plan: Plan): never {
  const own = plan.exclusions.filter(({ model }) => model === request.model);
  const reasons = own.length > 0 ? own : plan.exclusions.filter(isTelling);
  const [only] = reasons;
  const detail =
    reasons.length === 1 && only
      ? `${only.reason} Nothing was charged.`
      : "No model of this installation can make this now. Nothing was charged.";
  throw new Refusal("no_model", detail, {
    errors: reasons.map(({ name, reason }) => ({ path: "model", message: `${name}: ${reason}` })),
  });
}

/**
 * The plan a request is accepted with, and its first step. Throws `invalid_input` for an unknown model, `model_retired`
 * and `model_misfit` for a chosen one that cannot, `no_model` with the reasons where nothing is left.
 */
export async function choosePlan(
  ctx: Context,
  request: RouteRequest,
): Promise<{ plan: Plan; first: PlanStep }> {
  const plan = await planFor(ctx, request);
  const [first] = plan.steps;
  if (request.model !== "auto" && first?.model !== request.model) refuseChoice(request, plan);
  if (!first) return refuseAll(request, plan);
  return { plan, first };
}

/** When a round is given up: as long as every model of its plan may need for all its takes, at most a day. */
export function deadlineOf(plan: Plan, now: Date): Date {
  const seconds = plan.steps.reduce((sum, { model }) => {
    const card = cardOf(model);
    return sum + (card ? card.deadlineSeconds * card.attemptsMax : 0);
  }, 0);
  return new Date(now.getTime() + Math.min(dayMs, seconds * 1000));
}

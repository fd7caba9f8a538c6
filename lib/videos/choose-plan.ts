import type { Context } from "#lib/context.ts";
import type { Exclusion, Plan, PlanStep } from "#lib/contract/plan.ts";
import { cardOf } from "#lib/models/cards.ts";
import { fitsModel } from "#lib/models/fits-model.ts";
import { Refusal } from "#lib/refusal.ts";
import type { RouteRequest } from "#lib/routing/route-request.ts";
import { planFor } from "./plan-for.ts";
import { type GaveWay, takeOverWords } from "./take-over-words.ts";

const dayMs = 86_400_000;

function refuseChoice(request: RouteRequest, plan: Plan): void {
  const card = cardOf(request.model);
  if (!card) {
    const message = `There is no model "${request.model}" here.`;
    throw new Refusal("invalid_input", message, { errors: [{ path: "model", message }] });
  }
  const excluded = plan.exclusions.find(({ model }) => model === card.id);
  if (excluded?.code === "retired") {
    const successor = card.successor === null ? undefined : cardOf(card.successor);
    const message = [excluded.reason, successor && `Its successor is ${successor.name}.`]
      .filter(Boolean)
      .join(" ");
    throw new Refusal("model_retired", message, { errors: [{ path: "model", message }] });
  }
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

const gaveWay: Partial<Record<Exclusion["code"], GaveWay>> = {
  breaker_open: "held_breaker",
  balance_out: "held_balance",
};

/** Another model than the chosen one begins: in words, why. */
function standInWords(request: RouteRequest, plan: Plan, first: PlanStep): string | undefined {
  const excluded = plan.exclusions.find(({ model }) => model === request.model);
  const why = excluded && gaveWay[excluded.code];
  return why ? takeOverWords(excluded.name, why, first, request) : undefined;
}

export type ChosenPlan = { plan: Plan; first: PlanStep; standIn: string | undefined };

/**
 * The plan a request is accepted with, its first step, and why another model than the chosen one begins, if one does. Throws `invalid_input` for an unknown model, `model_retired`
 * and `model_misfit` for a chosen one that cannot, `no_model` with the reasons where nothing is left.
 */
export async function choosePlan(ctx: Context, request: RouteRequest): Promise<ChosenPlan> {
  const plan = await planFor(ctx, request);
  const [first, ...others] = plan.steps;
  if (request.model !== "auto" && first?.model !== request.model) refuseChoice(request, plan);
  if (!first) return refuseAll(request, plan);
  const standIn = standInWords(request, plan, first);
  if (!standIn) return { plan, first, standIn };
  const begins = { ...first, reason: standIn };
  return { plan: { ...plan, steps: [begins, ...others] }, first: begins, standIn };
}

/** When a round is given up: as long as every model of its plan may need for all its takes, at most a day. */
export function deadlineOf(plan: Plan, now: Date): Date {
  const seconds = plan.steps.reduce((sum, { model }) => {
    const card = cardOf(model);
    return sum + (card ? card.deadlineSeconds * card.attemptsMax : 0);
  }, 0);
  return new Date(now.getTime() + Math.min(dayMs, seconds * 1000));
}

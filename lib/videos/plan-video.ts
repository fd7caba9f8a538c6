import { type Context, permit } from "#lib/context.ts";
import type { Plan, PlanVideoInput } from "#lib/contract/plan.ts";
import { routeRequestOf } from "#lib/routing/route-request.ts";
import { planFor } from "./plan-for.ts";

/** Where a request would go now, in which order, at what price, and why. Nothing is made, kept or charged. */
export async function planVideo(ctx: Context, input: PlanVideoInput): Promise<Plan> {
  permit(ctx, "videos:create");
  return planFor(ctx, routeRequestOf(input));
}

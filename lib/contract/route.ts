import { z } from "zod";
import { instant } from "./instant.ts";
import { line } from "./line.ts";
import { workflowType } from "./model.ts";
import { speed, useCase } from "./plan.ts";
import { tier } from "./platform.ts";

/** One row of the route table. A condition that is null always holds; the first row whose conditions hold decides. */
export const routeRule = z.strictObject({
  name: line(60, "Give the route a name.", "At most 60 characters."),
  workflowType: workflowType.nullable(),
  useCase: useCase.nullable(),
  tier: tier.nullable(),
  speed: speed.nullable(),
  /** Holds where the caller's ceiling for one take is at most this, in micro-USD. */
  ceilingMicrosMax: z.int().min(0).nullable(),
  models: z.array(z.string().max(64)).min(1, "A route needs a model.").max(12, "At most 12 models."),
});
export type RouteRule = z.infer<typeof routeRule>;

export const routeRules = z.array(routeRule).min(1, "The table needs a route.").max(60, "At most 60 routes.");

export const updateRoutesInput = z.strictObject({
  /** The version that was edited; another one meanwhile is a conflict. */
  version: z.int().min(0),
  rules: routeRules,
  note: z.string().trim().max(200).default(""),
});
export type UpdateRoutesInput = z.infer<typeof updateRoutesInput>;

export const routeVersionView = z.object({
  version: z.int(),
  note: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: instant.nullable(),
});

export const routeTableView = z
  .object({
    version: z.int(),
    rules: z.array(routeRule.strip()),
    /** What does not hold: an unknown, retired or unconnected model, named with its route. */
    warnings: z.array(z.object({ rule: z.int(), model: z.string(), message: z.string() })),
    history: z.array(routeVersionView),
  })
  .meta({ id: "RouteTable" });
export type RouteTableView = z.infer<typeof routeTableView>;

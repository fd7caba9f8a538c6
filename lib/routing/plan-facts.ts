import type { ModelCard } from "#lib/contract/model.ts";
import type { RouteRule } from "#lib/contract/route.ts";
import type { RouteRequest } from "./route-request.ts";
import type { HealthSnapshot } from "./types.ts";

export type RouteTable = { version: number; rules: readonly RouteRule[] };

/** All that a plan is made from. */
export type PlanFacts = {
  request: RouteRequest;
  cards: readonly ModelCard[];
  routes: RouteTable;
  health: HealthSnapshot;
  /** Names of the providers this installation can submit to. */
  connected: ReadonlySet<string>;
  now: Date;
  /** Ids of the models that have made a take of this request, first one first; what follows them is a fallback. */
  tried?: readonly string[];
};

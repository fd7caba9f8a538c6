import type { ModelCard } from "#lib/contract/model.ts";
import type { RouteRule } from "#lib/contract/route.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { RouteRequest } from "./route-request.ts";

/** The models that may be thought of for a request, in order, and where that order is from. */
export type Candidates = { cards: ModelCard[]; rule: RouteRule | null; chosen: ModelCard | null };

const holds = (rule: RouteRule, { request }: { request: RouteRequest }): boolean =>
  (rule.workflowType === null || rule.workflowType === request.workflowType) &&
  (rule.useCase === null || rule.useCase === request.useCase) &&
  (rule.tier === null || rule.tier === request.tier) &&
  (rule.speed === null || rule.speed === request.speed) &&
  (rule.ceilingMicrosMax === null ||
    (request.priceMaxMicros !== null && request.priceMaxMicros <= rule.ceilingMicrosMax));

/** Footage by what delivers soonest here, in seconds; a storyboard keeps its place, for it is always the quickest. */
function quickestFirst(cards: readonly ModelCard[], { health }: PlanFacts): ModelCard[] {
  const secondsOf = ({ id, expectedSeconds }: ModelCard): number =>
    health.get(id)?.p50Seconds ?? expectedSeconds;
  const footage = cards
    .filter(({ picture }) => picture === "footage")
    .toSorted((a, b) => secondsOf(a) - secondsOf(b));
  const places = footage.values();
  return cards.map((card) => (card.picture === "footage" ? (places.next().value ?? card) : card));
}

/** "auto": the models of the first row that holds. Otherwise the chosen model and its own stand-ins. */
export function candidatesOf(facts: PlanFacts): Candidates {
  const { request, cards, routes } = facts;
  const byId = new Map(cards.map((card) => [card.id, card]));
  const known = (ids: readonly string[]): ModelCard[] =>
    [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  if (request.model !== "auto") {
    const chosen = byId.get(request.model) ?? null;
    return { cards: chosen ? known([chosen.id, ...chosen.fallbacks]) : [], rule: null, chosen };
  }
  const rule = routes.rules.find((each) => holds(each, facts)) ?? null;
  const listed = known(rule?.models ?? []);
  return { cards: request.speed === "fast" ? quickestFirst(listed, facts) : listed, rule, chosen: null };
}

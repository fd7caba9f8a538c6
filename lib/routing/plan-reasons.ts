import type { ModelCard } from "#lib/contract/model.ts";
import type { Difference } from "#lib/contract/plan.ts";
import { dollars } from "#lib/models/price.ts";
import type { Candidates } from "./candidates.ts";
import { takePrice } from "./exclude-card.ts";
import type { PlanFacts } from "./plan-facts.ts";

type Placed = { facts: PlanFacts; candidates: Candidates; card: ModelCard; first: ModelCard | undefined };

const routeText = ({ rule }: Candidates): string => `the route "${rule?.name ?? "none"}"`;

function firstReason({ facts, candidates, card }: Placed): string {
  const { request, health } = facts;
  if (candidates.chosen) return "Your choice.";
  const isHead = candidates.cards[0] === card;
  if (request.speed === "fast" && card.picture === "footage") {
    const seconds = Math.round(health.get(card.id)?.p50Seconds ?? card.expectedSeconds);
    return `The quickest of ${routeText(candidates)} that can take this: about ${seconds} s.`;
  }
  return isHead
    ? `First choice of ${routeText(candidates)}.`
    : `First of ${routeText(candidates)} that can take this.`;
}

/** One sentence or two: why this model stands at this place. */
export function reasonOf(placed: Placed): string {
  const { facts, card, first } = placed;
  const price = dollars(takePrice(card, facts.request));
  const rests = facts.health.get(card.id)?.breaker === "open";
  const wait = rests ? " It rests for a while after failures, and the video waits for it." : "";
  if (!first) return firstReason(placed) + wait;
  const last = facts.cards.find(({ id }) => id === facts.tried?.at(-1));
  const verb = last ? "Takes over from" : "Takes over if needed from";
  return `${verb} ${(last ?? first).name}, for ${price}.${wait}`;
}

export function worseReason(worse: readonly Difference[]): string {
  const parts = worse.map(({ field, asked, given }) =>
    field === "price" ? `cost ${given}, over ${asked}` : `give ${given} instead of ${asked}`,
  );
  return `It would ${parts.join(" and ")}.`;
}

export function unroutedReason({ request }: PlanFacts, candidates: Candidates): string {
  if (candidates.chosen) return `It is no stand-in for ${candidates.chosen.name}.`;
  if (request.model !== "auto") return "Another model was asked for.";
  return candidates.rule ? `It is not in ${routeText(candidates)}.` : "No route holds for this request.";
}

import type { ModelCard } from "#lib/contract/model.ts";
import type { Difference, Exclusion, Plan, PlanStep } from "#lib/contract/plan.ts";
import { type Asked, differencesBetween, tierResolutions } from "#lib/models/differences.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import { exclude, exclusionOf, isAble, takePrice } from "./exclude-card.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { reasonOf, unroutedReason, worseReason } from "./plan-reasons.ts";

type Judged = { card: ModelCard; exclusion: Exclusion | undefined };

/** What a take is measured by: the tier's promise for a first choice, for a fallback what the first would have given. */
function askedOf({ request }: PlanFacts, first: ModelCard | undefined): Asked {
  const { tier, aspectRatio, durationSeconds, audio, priceMaxMicros } = request;
  return {
    tier,
    aspectRatio,
    durationSeconds,
    audio,
    resolution: first?.tiers[tier] ?? tierResolutions[tier],
    picture: first?.picture ?? null,
    priceMicros: first ? takePrice(first, request) : null,
    priceMaxMicros,
  };
}

/** A storyboard never stands in for footage that was only held up. */
function withoutStoryboards(judged: readonly Judged[]): Judged[] {
  return judged.map((each, place) => {
    const standsIn = judged
      .slice(0, place)
      .some(({ card, exclusion }) => card.picture === "footage" && isAble(exclusion));
    if (each.exclusion || each.card.picture === "footage" || !standsIn) return each;
    const reason = "It would give a storyboard instead of footage.";
    return { ...each, exclusion: exclude(each.card, "worse_than_asked", reason) };
  });
}

/** A model that was chosen by name and cannot take the request has no stand-ins either. */
function judge(facts: PlanFacts, { cards, chosen }: Candidates): Judged[] {
  const judged = withoutStoryboards(cards.map((card) => ({ card, exclusion: exclusionOf(card, facts) })));
  const [first] = judged;
  if (!chosen || !first || isAble(first.exclusion)) return judged;
  const reason = `It stands in only where ${chosen.name} could have taken this.`;
  return judged.map((each, place) =>
    place > 0 && isAble(each.exclusion)
      ? { ...each, exclusion: exclude(each.card, "not_routed", reason) }
      : each,
  );
}

function firstOf({ tried = [], cards }: PlanFacts, { chosen }: Candidates): ModelCard | undefined {
  const [earliest] = tried;
  return chosen ?? cards.find(({ id }) => id === earliest);
}

type Made = { steps: PlanStep[]; exclusions: Exclusion[] };

function makeSteps(facts: PlanFacts, candidates: Candidates, judged: readonly Judged[]): Made {
  const { request, tried = [] } = facts;
  const made: Made = { steps: [], exclusions: [] };
  let first = firstOf(facts, candidates);
  for (const { card, exclusion } of judged) {
    const isFirst = tried.length === 0 && made.steps.length === 0;
    const isChosen = card === candidates.chosen;
    const asked = askedOf(facts, isChosen || (isFirst && !candidates.chosen) ? undefined : first);
    const differences: Difference[] = exclusion ? [] : differencesBetween(asked, card);
    const worse = isChosen ? [] : differences.filter((difference) => difference.worse);
    const isStandIn = !isFirst || (candidates.chosen !== null && !isChosen);
    if (exclusion) made.exclusions.push(exclusion);
    else if (isStandIn && !request.fallbackAllowed)
      made.exclusions.push(exclude(card, "fallback_off", "Another model may not take over."));
    else if (worse.length > 0) made.exclusions.push(exclude(card, "worse_than_asked", worseReason(worse)));
    else {
      first ??= card;
      const reason = reasonOf({ facts, candidates, card, first: isStandIn ? first : undefined });
      const priceMicros = takePrice(card, request);
      made.steps.push({
        model: card.id,
        name: card.name,
        vendor: card.vendor,
        priceMicros,
        reason,
        differences,
      });
    }
  }
  return made;
}

/** Where only an open breaker stands in the way, the video waits for the first such model rather than be refused. */
function waiting(facts: PlanFacts, judged: readonly Judged[]): Judged[] | undefined {
  const place = judged.findIndex(({ exclusion }) => exclusion?.code === "breaker_open");
  if (place < 0 || facts.tried?.length) return undefined;
  return judged.map((each, index) => (index === place ? { ...each, exclusion: undefined } : each));
}

/**
 * The models a request would go to, in order, and why every other one is left out. Pure and deterministic; the order
 * of `cards` plays no part. Prices in micro-USD. A fallback is never dearer than the ceiling, or without one than the
 * first choice, and never worse than that.
 */
export function planRoute(facts: PlanFacts): Plan {
  const candidates = candidatesOf(facts);
  const judged = judge(facts, candidates);
  const held = makeSteps(facts, candidates, judged);
  const patient = held.steps.length === 0 ? waiting(facts, judged) : undefined;
  const { steps, exclusions } = patient ? makeSteps(facts, candidates, patient) : held;
  const thoughtOf = new Set(candidates.cards.map(({ id }) => id));
  const others = facts.cards
    .filter(({ id }) => !thoughtOf.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => exclude(card, "not_routed", unroutedReason(facts, candidates)));
  return {
    steps,
    exclusions: [...exclusions, ...others],
    routeVersion: facts.routes.version,
    routeName: candidates.rule?.name ?? null,
  };
}

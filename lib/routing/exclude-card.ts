import type { ModelCard } from "#lib/contract/model.ts";
import type { Exclusion } from "#lib/contract/plan.ts";
import { fitsModel } from "#lib/models/fits-model.ts";
import { isIntakeClosed, isRetired } from "#lib/models/intake.ts";
import { dollars, priceOf } from "#lib/models/price.ts";
import type { PlanFacts } from "./plan-facts.ts";
import type { RouteRequest } from "./route-request.ts";

export const exclude = ({ id, name }: ModelCard, code: Exclusion["code"], reason: string): Exclusion => ({
  model: id,
  name,
  code,
  reason,
});

/** What one take of the request costs on a model it fits, in micro-USD; 0 where the tier is not offered. */
export function takePrice(card: ModelCard, { tier, audio, durationSeconds }: RouteRequest): number {
  const resolution = card.tiers[tier];
  return resolution ? priceOf(card, { resolution, audio, durationSeconds }) : 0;
}

/** Why a model may not take the request whatever the others do; undefined where it may. */
export function exclusionOf(card: ModelCard, facts: PlanFacts): Exclusion | undefined {
  const { request, connected, now, tried = [] } = facts;
  if (tried.includes(card.id)) return exclude(card, "already_tried", "It has had its try.");
  if (isRetired(card, now)) return exclude(card, "retired", `It retired on ${card.sunsetAt}.`);
  if (isIntakeClosed(card, now))
    return exclude(card, "retired", `It retires on ${card.sunsetAt} and could not finish in time.`);
  if (!connected.has(card.provider))
    return exclude(card, "not_connected", "It is not connected to this installation.");
  const misfits = fitsModel(request, card);
  if (misfits.length > 0) return exclude(card, "misfit", misfits.map(({ message }) => message).join(" "));
  const price = takePrice(card, request);
  if (request.priceMaxMicros !== null && price > request.priceMaxMicros)
    return exclude(
      card,
      "over_ceiling",
      `It costs ${dollars(price)}, over the ceiling of ${dollars(request.priceMaxMicros)}.`,
    );
  return exclusionByHealth(card, facts);
}

function exclusionByHealth(card: ModelCard, { health }: PlanFacts): Exclusion | undefined {
  const seen = health.get(card.id);
  if (seen?.balanceOut) return exclude(card, "balance_out", "Its account has no credit left.");
  if (seen?.breaker === "open")
    return exclude(card, "breaker_open", "It has failed too often just now and rests for a while.");
  return undefined;
}

/** Whether the model could take the request but for how its vendor does at the moment, or has taken it already. */
export const isAble = (exclusion: Exclusion | undefined): boolean =>
  exclusion === undefined || /^(already_tried|breaker_open|balance_out)$/.test(exclusion.code);

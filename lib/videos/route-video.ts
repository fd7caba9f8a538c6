import type { ModelCard } from "#lib/contract/model.ts";
import { fitsModel, type Misfit, type ModelRequest } from "#lib/models/fits-model.ts";

export type Route =
  | { kind: "chosen"; card: ModelCard }
  | { kind: "unknown" }
  | { kind: "misfit"; card: ModelCard; misfits: Misfit[] };

/** Chooses the card for a request. Pure: `today` is an ISO date; a card past its sunset is never chosen. */
export function routeVideo(
  choice: string,
  request: ModelRequest,
  cards: readonly ModelCard[],
  today: string,
): Route {
  const offered = cards.filter((card) => card.sunsetAt === null || card.sunsetAt > today);
  const wanted = choice === "auto" ? offered : offered.filter((card) => card.id === choice);
  const [first] = wanted;
  if (!first) return { kind: "unknown" };
  const fitting = wanted.find((card) => fitsModel(request, card).length === 0);
  return fitting
    ? { kind: "chosen", card: fitting }
    : { kind: "misfit", card: first, misfits: fitsModel(request, first) };
}

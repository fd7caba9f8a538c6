import { type ModelCard, type ModelPrice, resolutions } from "#lib/contract/model.ts";
import { pricesFor } from "./price.ts";

type Fault = { field: string; message: string };

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));

const soundsOf = ({ audio }: ModelCard): boolean[] =>
  audio === "optional" ? [false, true] : [audio === "always"];

function faultsOfPrices(card: ModelCard): Fault[] {
  const made = resolutions.filter((resolution) =>
    card.formats.some((format) => format.resolution === resolution),
  );
  const units = new Set<ModelPrice["per"]>(card.prices.map(({ per }) => per));
  const missing = made.flatMap((resolution) =>
    soundsOf(card).flatMap((audio) => {
      const { length } = pricesFor(card, resolution, audio);
      const take = `${resolution} ${audio ? "with sound" : "without sound"}`;
      return length === 1 ? [] : [`${take} has ${length === 0 ? "no price" : "more than one price"}`];
    }),
  );
  return [...(units.size > 1 ? ["prices are per different things"] : []), ...missing].map((message) => ({
    field: "prices",
    message,
  }));
}

function faultsOfFormats(card: ModelCard): Fault[] {
  const names = card.formats.map(({ aspectRatio, resolution }) => `${aspectRatio} in ${resolution}`);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const stray = card.formats.filter(({ durations = [] }) =>
    durations.some((one) => !card.durations.includes(one)),
  );
  const tiers = Object.entries(card.tiers).flatMap(([tier, resolution]) =>
    resolution && !card.formats.some((format) => format.resolution === resolution)
      ? [{ field: `tiers.${tier}`, message: `no format is made in ${resolution}` }]
      : [],
  );
  return [
    ...tiers,
    ...(card.tiers.draft || card.tiers.final ? [] : [{ field: "tiers", message: "no tier is offered" }]),
    ...twice.map((name) => ({ field: "formats", message: `${name} stands twice` })),
    ...stray.map(({ resolution }) => ({
      field: "formats",
      message: `${resolution} has a length that the model does not make`,
    })),
  ];
}

function faultsOfDurations({ durations, modes }: ModelCard): Fault[] {
  const makesVideos = modes.some((mode) => mode.endsWith("-video"));
  if (makesVideos !== durations.length > 0)
    return [{ field: "durations", message: makesVideos ? "a video needs lengths" : "a still has no length" }];
  return isAscending(durations) ? [] : [{ field: "durations", message: "not ascending" }];
}

/** What follows a model must not go away before it does: else a fallback could be retired. */
function outlives(later: ModelCard, earlier: ModelCard): boolean {
  if (later.sunsetAt === null) return true;
  return earlier.sunsetAt !== null && later.sunsetAt > earlier.sunsetAt;
}

function faultsOfFollowers(card: ModelCard, byId: ReadonlyMap<string, ModelCard>): Fault[] {
  const judge = (field: string, id: string): Fault[] => {
    const other = byId.get(id);
    if (!other) return [{ field, message: `there is no model "${id}"` }];
    if (other === card) return [{ field, message: "names the model itself" }];
    return outlives(other, card) ? [] : [{ field, message: `"${id}" retires on ${other.sunsetAt}` }];
  };
  return [
    ...card.fallbacks.flatMap((id) => judge("fallbacks", id)),
    ...(card.successor ? judge("successor", card.successor) : []),
    ...(new Set(card.fallbacks).size < card.fallbacks.length
      ? [{ field: "fallbacks", message: "names a model twice" }]
      : []),
    ...(card.sunsetAt === null && card.successor
      ? [{ field: "successor", message: "a model without a sunset has none" }]
      : []),
  ];
}

/** What does not hold in a table of well-formed cards: one line each, with card and field. */
export function checkCards(cards: readonly ModelCard[]): string[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  return cards.flatMap((card, index) =>
    [
      ...(cards.findIndex(({ id }) => id === card.id) < index
        ? [{ field: "id", message: "stands twice in the table" }]
        : []),
      ...faultsOfDurations(card),
      ...faultsOfFormats(card),
      ...faultsOfPrices(card),
      ...faultsOfFollowers(card, byId),
    ].map(({ field, message }) => `Model card ${card.id}: ${field}: ${message}.`),
  );
}

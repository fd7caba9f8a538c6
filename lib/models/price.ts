import type { ModelCard, ModelPrice, Resolution } from "#lib/contract/model.ts";

type Priced = Pick<ModelCard, "name" | "prices" | "audio">;
export type Take = { resolution: Resolution; audio: boolean; durationSeconds: number };

/** Whether a take comes with sound: what is always there cannot be left out, what is never there cannot be had. */
export const soundOf = ({ audio }: Pick<ModelCard, "audio">, wanted: boolean): boolean =>
  audio === "optional" ? wanted : audio === "always";

const holdsFor = (price: ModelPrice, resolution: Resolution, audio: boolean): boolean =>
  (price.resolution === null || price.resolution === resolution) &&
  (price.audio === null || price.audio === audio);

/** The rows of a card's price list that hold for one resolution and sound; a sound card has exactly one. */
export const pricesFor = (
  { prices }: Pick<ModelCard, "prices">,
  resolution: Resolution,
  audio: boolean,
): ModelPrice[] => prices.filter((price) => holdsFor(price, resolution, audio));

/** What one take costs, in micro-USD, from the card's own list. Throws where the model makes no such take. */
export function priceOf(card: Priced, take: Take): number {
  const [price] = pricesFor(card, take.resolution, soundOf(card, take.audio));
  if (!price) throw new RangeError(`${card.name} has no price for ${take.resolution}.`);
  return price.per === "second" ? price.micros * take.durationSeconds : price.micros;
}

/** The cheapest and the dearest row of a price list, in micro-USD per second, video or image. */
export function priceSpan({ prices }: Pick<ModelCard, "prices">): {
  per: ModelPrice["per"];
  fromMicros: number;
  toMicros: number;
} {
  const micros = prices.map((price) => price.micros);
  return {
    per: prices[0]?.per ?? "second",
    fromMicros: Math.min(...micros),
    toMicros: Math.max(...micros),
  };
}

/** "$0.42"; a third decimal where cents would hide something: "$0.105". */
export function dollars(micros: number): string {
  const cents = micros % 10_000 === 0 || micros >= 10_000_000;
  return `$${(micros / 1_000_000).toFixed(cents ? 2 : 3).replace(/(\.\d\d)0$/, "$1")}`;
}

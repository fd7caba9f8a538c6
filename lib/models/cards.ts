import type { ModelCard } from "#lib/contract/model.ts";
import { atlasCards, falCards, replicateCards } from "./cards/aggregators.ts";
import { omniCards, veoCards, veoPreviewCards } from "./cards/google.ts";
import { klingCards } from "./cards/kling.ts";
import { openaiCards } from "./cards/openai.ts";
import { animaticCards, genericCards } from "./cards/own.ts";
import { runwayCards } from "./cards/runway.ts";
import { seedanceCards } from "./cards/seedance.ts";
import { loadCards } from "./load-cards.ts";

/** Every model this installation knows, retired ones included. Which one a request goes to, the route table says. */
export const cards: readonly ModelCard[] = loadCards([
  ...klingCards,
  ...seedanceCards,
  ...runwayCards,
  ...omniCards,
  ...veoCards,
  ...openaiCards,
  ...veoPreviewCards,
  ...atlasCards,
  ...falCards,
  ...replicateCards,
  ...genericCards,
  ...animaticCards,
]);

const byId = new Map(cards.map((card) => [card.id, card]));

export const cardOf = (id: string): ModelCard | undefined => byId.get(id);

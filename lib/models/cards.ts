import type { ModelCard } from "#lib/contract/model.ts";
import { animaticCards } from "./cards/animatic.ts";
import { atlasCards } from "./cards/atlas-cloud.ts";
import { falCards } from "./cards/fal.ts";
import { genericCards } from "./cards/generic.ts";
import { omniCards } from "./cards/google-omni.ts";
import { veoCards, veoPreviewCards } from "./cards/google-veo.ts";
import { klingCards } from "./cards/kling.ts";
import { openaiCards } from "./cards/openai.ts";
import { replicateCards } from "./cards/replicate.ts";
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

import { z } from "zod";
import { type ModelCard, modelCard } from "#lib/contract/model.ts";
import { checkCards } from "./check-cards.ts";

export type CardInput = z.input<typeof modelCard>;

const named = z.looseObject({ id: z.string() });

function readCard(found: unknown, place: number): ModelCard {
  const read = modelCard.safeParse(found);
  if (read.success) return read.data;
  const name = named.safeParse(found).data?.id ?? `number ${place + 1}`;
  const [issue] = read.error.issues;
  const field = issue?.path.join(".") || "card";
  throw new Error(`Model card ${name}: ${field}: ${issue?.message ?? "does not hold"}.`);
}

/** Reads and checks a table of cards. Throws the first fault in one line that names card and field. */
export function loadCards(found: readonly unknown[]): ModelCard[] {
  const cards = found.map(readCard);
  const [fault] = checkCards(cards);
  if (fault) throw new Error(fault);
  return cards;
}

import { type Context, signedIn } from "#lib/context.ts";
import type { ModelView } from "#lib/contract/model.ts";
import { cards } from "#lib/models/cards.ts";
import { estimateFor } from "./estimate.ts";

/** Every model with what it takes and costs, and how long it takes on this installation. */
export async function listModels(ctx: Context): Promise<{ items: ModelView[] }> {
  signedIn(ctx);
  return {
    items: await Promise.all(
      cards.map(async (card) => ({ ...card, estimate: await estimateFor(ctx, card.id) })),
    ),
  };
}

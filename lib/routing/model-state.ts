import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { isIntakeClosed, isRetired } from "#lib/models/intake.ts";

/** Whether a model takes work here and now; `reason` is a sentence where it does not. */
export type ModelState = { simulated: boolean; retired: boolean; reason: string | null };

const isStill = ({ durations }: ModelCard): boolean => durations.length === 0;

function reasonOf(card: ModelCard, isConnected: boolean, label: string, now: Date): string | null {
  if (isRetired(card, now)) return `Retired on ${card.sunsetAt}.`;
  if (isIntakeClosed(card, now)) return `Takes no new work: it retires on ${card.sunsetAt}.`;
  return isConnected ? null : `${label} is not connected.`;
}

/** The state of a model in this installation at this moment. */
export function modelStateOf(ctx: Context, card: ModelCard): ModelState {
  const { providers, stills, vendors } = ctx.parts;
  const maker = stills?.provider === card.provider ? stills : undefined;
  const vendor = isStill(card) ? maker : providers.get(card.provider);
  const label = vendors.find(({ name }) => name === card.provider)?.label ?? card.vendor;
  return {
    simulated: vendor?.kind === "simulated",
    retired: isRetired(card, ctx.now()),
    reason: reasonOf(card, vendor !== undefined, label, ctx.now()),
  };
}

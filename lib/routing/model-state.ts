import type { Context } from "#lib/context.ts";
import type { ModelCard } from "#lib/contract/model.ts";
import { isIntakeClosed, isRetired } from "#lib/models/intake.ts";

/** Whether a model takes work here and now; `reason` is a sentence where it does not. */
export type ModelState = { simulated: boolean; retired: boolean; reason: string | null };

const isStill = ({ durations }: ModelCard): boolean => durations.length === 0;

export function modelStateOf(ctx: Context, card: ModelCard): ModelState {
  const { providers, stills, vendors } = ctx.parts;
  const maker = stills?.provider === card.provider ? stills : undefined;
  const vendor = isStill(card) ? maker : providers.get(card.provider);
  const retired = isRetired(card, ctx.now());
  const label = vendors.find(({ name }) => name === card.provider)?.label ?? card.vendor;
  return { simulated: vendor?.kind === "simulated", retired, reason: reasonOf() };

  function reasonOf(): string | null {
    if (retired) return `Retired on ${card.sunsetAt}.`;
    if (isIntakeClosed(card, ctx.now())) return `Takes no new work: it retires on ${card.sunsetAt}.`;
    return vendor ? null : `${label} is not connected.`;
  }
}

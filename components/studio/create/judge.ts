import { createCopy as copy } from "#components/copy/create.ts";
import { moneyOf } from "#components/copy/format.ts";
import type { ModelView } from "#lib/contract/model.ts";
import type { Plan } from "#lib/contract/plan.ts";
import { fitsModel, type Misfit } from "#lib/models/fits-model.ts";
import { priceOf, pricesFor, soundOf } from "#lib/models/price.ts";
import { type Draft, requestOf } from "./draft.ts";

/** A model against the draft: what of it the model cannot take, and what one take would cost, in micro-USD. */
export type Judged = { model: ModelView; misfits: Misfit[]; priceMicros: number | null };

export const makesVideo = ({ modes }: ModelView): boolean => modes.some((mode) => mode.endsWith("-video"));

/** What a take would cost; null where the model makes no such take. */
function takePriceOf(value: Draft, model: ModelView): number | null {
  const resolution = model.tiers[value.tier];
  if (!resolution || pricesFor(model, resolution, soundOf(model, value.audio)).length === 0) return null;
  return priceOf(model, { resolution, audio: value.audio, durationSeconds: value.durationSeconds });
}

function judge(value: Draft, model: ModelView): Judged {
  const misfits = fitsModel(requestOf(value), model);
  const priceMicros = takePriceOf(value, model);
  const { priceMaxMicros } = value;
  if (priceMicros !== null && priceMaxMicros !== null && priceMicros > priceMaxMicros)
    misfits.push({ path: "priceMaxMicros", message: copy.overCeiling(moneyOf(priceMaxMicros)) });
  return { model, misfits, priceMicros };
}

/** Every model that makes video, against this draft. */
export const judgeModels = (value: Draft, models: readonly ModelView[]): Judged[] =>
  models.filter(makesVideo).map((model) => judge(value, model));

/** The model that would make it now: the chosen one where it can, for "auto" the first of the plan. */
export function pickModel(
  value: Draft,
  judged: readonly Judged[],
  plan: Plan | undefined,
): Judged | undefined {
  const id = value.model === "auto" ? plan?.steps[0]?.model : value.model;
  const found = judged.find(({ model }) => model.id === id);
  if (value.model === "auto" || !found) return found;
  return found.model.available && found.misfits.length === 0 ? found : undefined;
}

export type Shelves = { fitting: Judged[]; unfit: Judged[]; away: Judged[]; retired: Judged[] };

/** Models by what can be done with them now; those that can make it, a vendor after the other. */
export function shelve(judged: readonly Judged[]): Shelves {
  const vendors = [...new Set(judged.map(({ model }) => model.vendor))];
  const byVendor = judged.toSorted(
    (one, other) => vendors.indexOf(one.model.vendor) - vendors.indexOf(other.model.vendor),
  );
  const open = byVendor.filter(({ model }) => model.available);
  return {
    fitting: open.filter(({ misfits }) => misfits.length === 0),
    unfit: open.filter(({ misfits }) => misfits.length > 0),
    away: byVendor.filter(({ model }) => !model.available && !model.retired),
    retired: byVendor.filter(({ model }) => model.retired),
  };
}

/** The seconds by which models are compared: measured here, else what the card expects. */
export const expectedSecondsOf = ({ estimate, expectedSeconds }: ModelView): number =>
  estimate?.p50Seconds ?? expectedSeconds;

/** The one that delivers soonest; undefined where there is no choice. */
export function fastestOf(judged: readonly Judged[]): string | undefined {
  if (judged.length < 2) return undefined;
  return judged.toSorted((one, other) => expectedSecondsOf(one.model) - expectedSecondsOf(other.model))[0]
    ?.model.id;
}

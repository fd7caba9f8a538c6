import { moneyOf, priceOf } from "#components/copy/format.ts";
import { routeCopy as copy } from "#components/copy/routes.ts";
import type { ModelView } from "#lib/contract/model.ts";

const isRun = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1);

/** Lengths in words: "3–15 s" where every second is made, else "5, 10 s"; a dash for stills. */
export function lengthsOf(durations: readonly number[]): string {
  const [first] = durations;
  const last = durations.at(-1);
  if (first === undefined || last === undefined) return "–";
  if (first === last) return `${first} s`;
  return isRun(durations) && durations.length > 2 ? `${first}–${last} s` : `${durations.join(", ")} s`;
}

/** True where a slider can stand for the lengths: every whole second between two ends. */
export const isSlidable = (durations: readonly number[]): boolean => durations.length > 2 && isRun(durations);

/** A small price keeps its third and fourth digit: "$0.0042". */
export function finePriceOf(micros: number): string {
  if (micros === 0 || micros % 10_000 === 0) return priceOf(micros);
  return micros < 1_000_000 ? `$${(micros / 1_000_000).toFixed(4).replace(/0+$/, "")}` : moneyOf(micros);
}

/** The price range of a model by its unit: "$0.05–0.12 a second". */
export function priceFromOf({ price }: Pick<ModelView, "price">): string {
  const { per, fromMicros, toMicros } = price;
  if (toMicros === 0) return priceOf(0);
  const range =
    fromMicros === toMicros
      ? finePriceOf(fromMicros)
      : `${finePriceOf(fromMicros)}–${finePriceOf(toMicros).replace("$", "")}`;
  return { second: copy.perSecond, video: copy.perVideo, image: copy.perImage }[per](range);
}

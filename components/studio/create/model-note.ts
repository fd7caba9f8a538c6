import { createCopy as copy } from "#components/copy/create.ts";
import { daysToClose } from "#components/studio/model-state.ts";
import { sunsetWarningDays } from "#lib/contract/deprecation.ts";
import type { ModelView } from "#lib/contract/model.ts";
import type { Draft } from "./draft.ts";

/** Something to know about the chosen model before it is asked, and one way out. */
export type ModelNote = { tone: "warn" | "danger"; words: string; fix: { words: string; model: string } };

const dayOf = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });

function successorOf(model: ModelView, models: readonly ModelView[]): ModelNote["fix"] {
  const next = models.find(({ id }) => id === model.successor);
  return next?.available
    ? { words: copy.takeInstead(next.name), model: next.id }
    : { words: copy.takeInstead(copy.auto), model: "auto" };
}

/** Why the chosen model cannot be asked, or not for long; undefined where there is nothing to say. */
export function modelNoteOf(value: Draft, models: readonly ModelView[], now: number): ModelNote | undefined {
  if (value.model === "auto" || models.length === 0) return undefined;
  const model = models.find(({ id }) => id === value.model);
  const auto = { words: copy.takeInstead(copy.auto), model: "auto" };
  if (!model) return { tone: "danger", words: copy.modelUnknown(value.model), fix: auto };
  if (model.retired)
    return {
      tone: "danger",
      words: model.sunsetAt
        ? copy.modelRetired(model.name, dayOf(model.sunsetAt))
        : copy.modelGone(model.name),
      fix: successorOf(model, models),
    };
  if (!model.available)
    return {
      tone: "danger",
      words: copy.modelAway(model.name, model.unavailableReason ?? ""),
      fix: successorOf(model, models),
    };
  const days = daysToClose(model, now);
  if (days === null || days > sunsetWarningDays) return undefined;
  return { tone: "warn", words: copy.modelCloses(model.name, days), fix: successorOf(model, models) };
}

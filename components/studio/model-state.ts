import { routeCopy as copy } from "#components/copy/routes.ts";
import type { Tone } from "#components/ui/tag.tsx";
import { sunsetWarningDays } from "#lib/contract/deprecation.ts";
import type { ModelView } from "#lib/contract/model.ts";

const dayMs = 86_400_000;

/** Whole days until the model takes no new work; null where no end is known or it lies behind. */
export function daysToClose(model: Pick<ModelView, "lastIntakeAt">, now: number): number | null {
  if (!model.lastIntakeAt) return null;
  const left = Date.parse(model.lastIntakeAt) - now;
  return left < 0 ? null : Math.floor(left / dayMs);
}

/** Whether a model can be used now, in two words and a colour. */
export function stateOf(model: ModelView, now: number): { words: string; tone: Tone } {
  const days = daysToClose(model, now);
  if (model.retired) return { words: copy.gone, tone: "neutral" };
  if (!model.available) return { words: copy.off, tone: "neutral" };
  if (days !== null && days <= sunsetWarningDays) return { words: copy.closes(days), tone: "warn" };
  return model.simulated ? { words: copy.simulated, tone: "info" } : { words: copy.ready, tone: "success" };
}

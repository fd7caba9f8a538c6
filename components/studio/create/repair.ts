import { createCopy as copy } from "#components/copy/create.ts";
import { durationSecondsMax, durationSecondsMin } from "#lib/contract/video.ts";
import type { Misfit } from "#lib/models/fits-model.ts";
import { type Draft, formatPart } from "./draft.ts";

/** What would make a misfit fit, in words and as a change of the draft. */
export function repairOf(misfit: Misfit): { words: string; part: Partial<Draft> } | undefined {
  const { fix, path } = misfit;
  if (path === "seed") return { words: copy.takeOut, part: { seed: null } };
  if (path === "negativePrompt") return { words: copy.takeOut, part: { negativePrompt: "" } };
  if (!fix) return undefined;
  if ("durationSeconds" in fix) {
    const { durationSeconds } = fix;
    const outside = durationSeconds < durationSecondsMin || durationSeconds > durationSecondsMax;
    return outside ? undefined : { words: copy.secondsInstead(durationSeconds), part: { durationSeconds } };
  }
  if ("tier" in fix) return { words: copy.tierInstead(copy[fix.tier].toLowerCase()), part: fix };
  if ("audio" in fix) return { words: copy.turnOff, part: fix };
  return { words: copy.ratioInstead(fix.aspectRatio), part: formatPart(fix.aspectRatio) };
}

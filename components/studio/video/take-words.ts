import { moneyOf, priceOf } from "#components/copy/format.ts";
import { videoCopy as copy, factCopy } from "#components/copy/video.ts";
import { differencesSentence } from "#components/studio/plan-words.ts";
import type { AttemptView, VideoSummaryView, VideoView } from "#lib/contract/video.ts";

const live = ["intent", "accepted"];

/** What a take has cost, and in small what it was expected to cost where that is another figure. */
export function takePrice(attempt: AttemptView): { price: string; note: string | null } {
  if (attempt.state === "ambiguous")
    return { price: copy.expectedPerhaps(priceOf(attempt.priceMicros)), note: null };
  if (live.includes(attempt.state))
    return { price: copy.expectedNow(priceOf(attempt.priceMicros)), note: null };
  const same = attempt.costMicros === attempt.priceMicros;
  return {
    price: moneyOf(attempt.costMicros),
    note: same ? null : copy.expected(moneyOf(attempt.priceMicros)),
  };
}

/** What the video has cost so far: the sum of its takes, and what an unclear one may have added. */
export function chargedOf({ attempts }: Pick<VideoView, "attempts">): string {
  const micros = attempts.reduce((sum, { costMicros }) => sum + costMicros, 0);
  const unclear = attempts.filter(({ state }) => state === "ambiguous");
  const perhaps = unclear.reduce((sum, { priceMicros }) => sum + priceMicros, 0);
  if (perhaps === 0) return micros === 0 ? factCopy.nothing : moneyOf(micros);
  return micros === 0
    ? factCopy.perhaps(moneyOf(perhaps))
    : factCopy.perhapsMore(moneyOf(micros), moneyOf(perhaps));
}

/** Why this model made the take, and what it made otherwise than asked; undefined where neither is known. */
export function takeReason({ reason, differences }: AttemptView): string | undefined {
  const differs = reason.includes("takes over") ? undefined : differencesSentence(differences);
  return [reason, differs].filter(Boolean).join(" ") || undefined;
}

/** What a video that has not been handed over waits for, in words; undefined where it waits for nothing. */
export function waitingWords(
  video: Pick<VideoSummaryView, "waitingFor" | "modelName" | "status">,
): { text: string; nextStep: string } | undefined {
  const { waitingFor, modelName, status } = video;
  if (!waitingFor || (status !== "queued" && status !== "retrying")) return undefined;
  return { text: copy.waitingFor[waitingFor](modelName), nextStep: copy.waitingNext[waitingFor] };
}

import { moneyOf, priceOf } from "#components/copy/format.ts";
import { videoCopy as copy, factCopy, takeCopy } from "#components/copy/video.ts";
import { differencesSentence } from "#components/studio/plan-words.ts";
import { failureCopy } from "#lib/contract/failure.ts";
import { isActive } from "#lib/contract/status.ts";
import type { AttemptView, VideoSummaryView, VideoView } from "#lib/contract/video.ts";

const live = ["intent", "accepted", "adopted"];

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

/** How a take stands: what went wrong with it, else its state; one that is unclear has not failed. */
export const takeStateWords = ({ state, errorCode }: AttemptView): string =>
  errorCode && state !== "ambiguous" ? failureCopy[errorCode].text : takeCopy[state];

/** What is unknown is waited for while a take is out; everything else before it is sent. */
const waitsForTake = ({ waitingFor }: Pick<VideoSummaryView, "waitingFor">): boolean =>
  waitingFor === "vendor_answer" || waitingFor === "decision";

/** What an unfinished video waits for, in words; undefined where it waits for nothing. */
export function waitingWords(
  video: Pick<VideoSummaryView, "waitingFor" | "modelName" | "status">,
): { text: string; nextStep: string } | undefined {
  const { waitingFor, modelName, status } = video;
  const isSent = status === "submitted" || status === "processing";
  if (!waitingFor || !isActive(status) || isSent !== waitsForTake(video)) return undefined;
  return { text: copy.waitingFor[waitingFor](modelName), nextStep: copy.waitingNext[waitingFor] };
}

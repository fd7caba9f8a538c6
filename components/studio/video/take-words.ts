import { moneyOf, priceOf } from "#components/copy/format.ts";
import { videoCopy as copy, factCopy, takeCopy, takeHeld, takeUnsettled } from "#components/copy/video.ts";
import { differencesSentence } from "#components/studio/plan-words.ts";
import { failureCopy } from "#lib/contract/failure.ts";
import { isActive } from "#lib/contract/status.ts";
import type { AttemptView, VideoSummaryView, VideoView } from "#lib/contract/video.ts";

const live = ["intent", "accepted", "adopted"];

type Standing = Pick<VideoView, "status">;

/** Nobody knows yet what a take costs: no answer came, or its video is over before its vendor has told. */
const isUnclear = ({ state }: AttemptView, { status }: Standing): boolean =>
  state === "ambiguous" || (live.includes(state) && !isActive(status));

/** What a take has cost, and in small what it was expected to cost where that is another figure. */
export function takePrice(attempt: AttemptView, video: Standing): { price: string; note: string | null } {
  if (isUnclear(attempt, video))
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
export function chargedOf({ attempts, status }: Pick<VideoView, "attempts" | "status">): string {
  const micros = attempts.reduce((sum, { costMicros }) => sum + costMicros, 0);
  const unclear = attempts.filter((attempt) => isUnclear(attempt, { status }));
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
export function takeStateWords(
  attempt: AttemptView,
  { status, waitingFor }: Pick<VideoView, "status" | "waitingFor">,
): string {
  const { state, errorCode } = attempt;
  if (errorCode && state !== "ambiguous") return failureCopy[errorCode].text;
  if (!live.includes(state)) return takeCopy[state];
  if (!isActive(status)) return takeUnsettled;
  return waitingFor === "copy" || waitingFor === "decision" ? takeHeld[waitingFor] : takeCopy[state];
}

/** What stopping a video may cost: nothing, what its vendor charges all the same, or nobody knows. */
export function stopRisk({ attempts }: Pick<VideoView, "attempts">): "none" | "charged" | "unknown" {
  const paid = attempts.filter(({ priceMicros }) => priceMicros > 0);
  if (paid.some(({ state }) => state === "ambiguous")) return "unknown";
  return paid.some(({ state }) => live.includes(state)) ? "charged" : "none";
}

/** What a video may wait for while its take is out; for everything else it waits before it is sent. */
const waitsForTake = ({ waitingFor }: Pick<VideoSummaryView, "waitingFor">): boolean =>
  waitingFor === "vendor_answer" || waitingFor === "copy" || waitingFor === "decision";

/** What an unfinished video waits for, in words; undefined where it waits for nothing. */
export function waitingWords(
  video: Pick<VideoSummaryView, "waitingFor" | "modelName" | "status">,
): { text: string; nextStep: string } | undefined {
  const { waitingFor, modelName, status } = video;
  const isSent = status === "submitted" || status === "processing";
  if (!waitingFor || !isActive(status) || isSent !== waitsForTake(video)) return undefined;
  return { text: copy.waitingFor[waitingFor](modelName), nextStep: copy.waitingNext[waitingFor] };
}

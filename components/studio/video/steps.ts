import { clockOf } from "#components/copy/format.ts";
import { videoCopy as copy } from "#components/copy/video.ts";
import type { VideoEventType } from "#lib/contract/status.ts";
import type { VideoView } from "#lib/contract/video.ts";

export type Step = { name: string; state: "done" | "now" | "later"; detail: string };

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);

/** The six steps with the time each took; the one where the video is now shows its figure. */
export function stepsOf(video: VideoView, elapsedSeconds: number): Step[] {
  const retried = video.events.findLast(({ type }) => type === "retried");
  const begun = retried?.createdAt ?? video.createdAt;
  const since = (type: VideoEventType) =>
    video.events.findLast((event) => event.type === type && event.sequence > (retried?.sequence ?? -1))
      ?.createdAt;
  const claimed = since("claimed");
  const accepted = since("accepted");
  const finished = since("finished");
  const uncopied = video.waitingFor === "copy";
  const copying = accepted && !finished && (uncopied || (video.progress ?? 0) >= 1);
  const isHeld = video.waitingFor === "decision";
  const share = isHeld
    ? copy.stepWaits
    : video.progress === null
      ? clockOf(elapsedSeconds)
      : `${Math.floor(video.progress * 100)} %`;

  const reached = finished ? 6 : copying ? 4 : accepted ? 3 : claimed ? 2 : 1;
  const spent = (from: string | undefined, to: string | undefined) =>
    from && to ? clockOf(secondsBetween(from, to)) : "";
  const rows: { name: string; spent: string; now: string }[] = [
    { name: copy.stepChecked, spent: copy.stepPassed, now: "" },
    { name: copy.stepQueued, spent: spent(begun, claimed), now: copy.stepNow },
    { name: copy.stepSubmitted, spent: spent(claimed, accepted), now: copy.stepNow },
    { name: copy.stepGenerating, spent: copying ? copy.stepDone : spent(accepted, finished), now: share },
    { name: copy.stepCopying, spent: copy.stepDone, now: uncopied ? copy.stepWaits : copy.stepNow },
    { name: copy.stepReady, spent: "", now: "" },
  ];
  return rows.map((row, index) => {
    const state = index < reached ? "done" : index === reached ? "now" : "later";
    return { name: row.name, state, detail: state === "done" ? row.spent : state === "now" ? row.now : "" };
  });
}

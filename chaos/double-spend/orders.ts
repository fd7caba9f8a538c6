import { draw } from "../seed.ts";

const ambiguousShare = 0.2;
/** The share of clips that are made and copied; the others end by the vendor's safety rules, after it took them. */
const filmShare = 0.1;
/** Taken by the vendor, and the answer is lost in one of four ways. */
const lostAnswers = ["reset-after-accept", "garbage", "html", "truncate"];

/** Vendors with a history to search, with callbacks alone, with a key for repeated submissions, and with nothing. */
const models = [
  { model: "seedance-1.5-pro", seconds: 5, share: 0.3 },
  { model: "replicate-seedance-1-pro", seconds: 5, share: 0.3 },
  { model: "fal-kling-3.0-pro", seconds: 5, share: 0.12 },
  { model: "gemini-omni-1.2", seconds: 5, share: 0.08 },
  { model: "seevido", seconds: 5, share: 0.08 },
  { model: "runway-gen4.5", seconds: 5, share: 0.06 },
  { model: "veo-3.1-fast", seconds: 6, share: 0.06 },
] as const;

/** Whose answer to the first submission is lost, and how, is in the prompt: the simulator reads it there. */
export function promptOf(video: number, run: string): string {
  const words: string[] = [];
  if (draw(run, video, "lost") < ambiguousShare) {
    const way = lostAnswers[Math.floor(draw(run, video, "way") * lostAnswers.length)];
    words.push(`[[${way}*1@submit]]`);
  }
  if (draw(run, video, "film") >= filmShare) words.push("[[late-policy]]");
  return `Kettle ${video} of ${run} ${words.join(" ")}`;
}

export function orderOf(video: number) {
  const drawn = draw(video, "model");
  const upTo = models.map((_, at) => models.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0));
  const chosen = models[upTo.findIndex((sum) => drawn < sum)] ?? models[0];
  return {
    prompt: promptOf(video, "ours"),
    model: chosen.model,
    durationSeconds: chosen.seconds,
    fallbackAllowed: false,
  };
}

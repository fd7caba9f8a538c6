import { type GetStepTools, NonRetriableError } from "inngest";
import type { Failure } from "#lib/contract/failure.ts";
import { systemContext } from "#lib/services.ts";
import { takesOfRoundMax } from "#lib/videos/after-failure.ts";
import { collectArtifacts } from "#lib/videos/collect-artifacts.ts";
import { failVideo, settleFailure } from "#lib/videos/fail-video.ts";
import { moderateVideo } from "#lib/videos/moderate-video.ts";
import { type Observed, observeVideo } from "#lib/videos/observe-video.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { afterUncopied } from "#lib/videos/uncollected.ts";
import { inngest } from "../client.ts";
import { receiptStored, videoCanceled, videoQueued } from "../events.ts";

const takesMax = takesOfRoundMax + 1;
const turnsMax = 300;
const looksMax = 400;

type Steps = GetStepTools<typeof inngest>;
type Video = { videoId: string; round: number };
type Job = { attemptId: string; pollIntervalSeconds: number };
type Submission =
  | ({ kind: "accepted" } & Job)
  | { kind: "failed"; attemptId: string; failure: Failure }
  | { kind: "decision" }
  | { kind: "over" };
type Outcome = { kind: "over" | "collected" | "pending" } | { kind: "failed"; failure: Failure };

/**
 * Submits, as soon as the safety check and the vendor's gate let it pass; in between it sleeps. An answer that was lost
 * is looked for, the sooner where a callback comes.
 */
async function submit(step: Steps, take: number, video: Video): Promise<Submission> {
  for (let turn = 1; turn <= turnsMax; turn++) {
    const submitted = await step.run(`submit-${take}-${turn}`, () =>
      submitVideo(systemContext("worker"), video),
    );
    const held =
      submitted.kind === "unchecked"
        ? await step.run(`moderate-${take}-${turn}`, () => moderateVideo(systemContext("worker"), video))
        : submitted;
    if (held.kind === "wait") await step.sleep(`wait-${take}-${turn}`, `${held.seconds}s`);
    else if (held.kind === "unanswered")
      await step.waitForEvent(`answer-${take}-${turn}`, {
        event: receiptStored,
        timeout: `${held.seconds}s`,
        if: `async.data.attemptId == '${held.attemptId}'`,
      });
    else if (held.kind !== "passed") return held;
  }
  throw new NonRetriableError(`not submitted after ${turnsMax} turns`);
}

type Look = { take: number; count: number; seconds: number; attemptId: string };

/** Waits for a wake-up, at most until the next look is due, and looks. */
async function look(step: Steps, { take, count, seconds, attemptId }: Look): Promise<Observed> {
  await step.waitForEvent(`wake-${take}-${count}`, {
    event: receiptStored,
    timeout: `${seconds}s`,
    if: `async.data.attemptId == '${attemptId}'`,
  });
  return step.run(`observe-${take}-${count}`, () => observeVideo(systemContext("worker"), { attemptId }));
}

/**
 * Looks until the vendor has ended, then collects; one that was not done after all is followed further. A run that has
 * looked this often ends, so that it stays small; the sweep starts another where the job is still not over.
 */
async function follow(step: Steps, take: number, job: Job): Promise<Outcome> {
  const { attemptId } = job;
  let seconds = job.pollIntervalSeconds;
  for (let count = 1; count <= looksMax; count++) {
    const seen = await look(step, { take, count, seconds, attemptId });
    if (seen.kind === "pending") {
      seconds = seen.seconds;
      continue;
    }
    if (seen.kind !== "ready") return seen;
    try {
      const collected = await step.run(`collect-${take}-${count}`, () =>
        collectArtifacts(systemContext("worker"), { attemptId }),
      );
      if (collected.kind !== "pending") return collected;
    } catch {
      const after = await step.run(`uncopied-${take}-${count}`, () =>
        afterUncopied(systemContext("worker"), { attemptId }),
      );
      if (after.kind !== "pending") return after;
    }
  }
  return { kind: "over" };
}

/**
 * From a queued video to a completed one: submit, follow, collect; a failed take is settled, and perhaps repeated or
 * taken over by another model.
 */
export const generateVideo = inngest.createFunction(
  {
    id: "generate-video",
    triggers: [videoQueued],
    retries: 6,
    concurrency: [{ limit: 16 }, { limit: 1, key: "event.data.videoId" }],
    cancelOn: [
      {
        event: videoCanceled,
        if: "event.data.videoId == async.data.videoId && event.data.round == async.data.round",
      },
    ],
    onFailure: async ({ event, step }) => {
      const { videoId, round } = videoQueued.schema.parse(event.data.event.data);
      const failure: Failure = { kind: "unknown", code: "internal", message: event.data.error.message };
      const cause = `run ${event.data.run_id} of round ${round}`;
      await step.run("fail", () => failVideo(systemContext("worker"), { videoId, round, cause, failure }));
    },
  },
  async ({ event, step }) => {
    const { videoId, round } = event.data;
    for (let take = 1; take <= takesMax; take++) {
      const submitted = await submit(step, take, { videoId, round });
      if (submitted.kind === "over" || submitted.kind === "decision") return { end: submitted.kind };
      const { attemptId } = submitted;
      const outcome = submitted.kind === "failed" ? submitted : await follow(step, take, submitted);
      if (outcome.kind !== "failed") return { end: outcome.kind };
      const { failure } = outcome;
      const after = await step.run(`settle-${take}`, () =>
        settleFailure(systemContext("worker"), { videoId, attemptId, failure, chance: Math.random() }),
      );
      if (after.kind === "stop") return { end: "failed" };
      if (after.afterSeconds > 0) await step.sleep(`back-off-${take}`, `${after.afterSeconds}s`);
    }
    throw new NonRetriableError(`no end after ${takesMax} takes`);
  },
);

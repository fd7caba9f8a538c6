import { type GetStepTools, NonRetriableError } from "inngest";
import type { Failure } from "#lib/contract/failure.ts";
import { systemContext } from "#lib/services.ts";
import { collectArtifacts } from "#lib/videos/collect-artifacts.ts";
import { failVideo, settleFailure } from "#lib/videos/fail-video.ts";
import { observeVideo } from "#lib/videos/observe-video.ts";
import { pollDelaySeconds } from "#lib/videos/poll-delay.ts";
import { submitVideo } from "#lib/videos/submit-video.ts";
import { inngest } from "../client.ts";
import { receiptStored, videoCanceled, videoQueued } from "../events.ts";

const takesMax = 10;
const looksMax = 400;

type Steps = GetStepTools<typeof inngest>;
type Outcome = { kind: "pending" | "ready" | "over" | "collected" } | { kind: "failed"; failure: Failure };

const missing: Failure = {
  kind: "transient",
  code: "output_missing",
  message: "The output could not be copied.",
};

/** Waits for a wake-up, at most until the next interval, and looks; until the vendor has ended or it is too much. */
async function follow(step: Steps, take: number, attemptId: string): Promise<Outcome> {
  for (let look = 1; look <= looksMax; look++) {
    await step.waitForEvent(`wake-${take}-${look}`, {
      event: receiptStored,
      timeout: `${pollDelaySeconds(look)}s`,
      if: `async.data.attemptId == '${attemptId}'`,
    });
    const seen = await step.run(`observe-${take}-${look}`, () =>
      observeVideo(systemContext("worker"), { attemptId }),
    );
    if (seen.kind !== "pending") return seen;
  }
  throw new NonRetriableError(`no end after ${looksMax} looks`);
}

async function makeTake(step: Steps, take: number, attemptId: string): Promise<Outcome> {
  const outcome = await follow(step, take, attemptId);
  if (outcome.kind !== "ready") return outcome;
  try {
    return await step.run(`collect-${take}`, () => collectArtifacts(systemContext("worker"), { attemptId }));
  } catch {
    return { kind: "failed", failure: missing };
  }
}

/** From a queued video to a completed one: submit, follow, collect; a failed take is settled and perhaps repeated. */
export const generateVideo = inngest.createFunction(
  {
    id: "generate-video",
    triggers: [videoQueued],
    retries: 6,
    concurrency: [{ limit: 16 }],
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
      const submitted = await step.run(`submit-${take}`, () =>
        submitVideo(systemContext("worker"), { videoId, round }),
      );
      if (submitted.kind === "over") return { end: "over" };
      const { attemptId } = submitted;
      const outcome = submitted.kind === "failed" ? submitted : await makeTake(step, take, attemptId);
      if (outcome.kind !== "failed") return { end: outcome.kind };
      const { failure } = outcome;
      const after = await step.run(`settle-${take}`, () =>
        settleFailure(systemContext("worker"), { videoId, attemptId, failure, chance: Math.random() }),
      );
      if (after.kind === "stop") return { end: "failed" };
      await step.sleep(`back-off-${take}`, `${after.afterSeconds}s`);
    }
    throw new NonRetriableError(`no end after ${takesMax} takes`);
  },
);

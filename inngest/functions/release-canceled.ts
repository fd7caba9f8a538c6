import { systemContext } from "#lib/services.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { inngest } from "../client.ts";
import { videoCanceled } from "../events.ts";

/** A canceled video's job is taken back from its vendor, as often as that needs. */
export const releaseCanceled = inngest.createFunction(
  { id: "release-canceled", triggers: [videoCanceled], retries: 8 },
  async ({ event, step }) => {
    const attemptIds = await step.run("find", () =>
      abandonedAttempts(systemContext("worker"), 10, event.data.videoId),
    );
    for (const attemptId of attemptIds)
      await step.run(`release-${attemptId}`, () => releaseAttempt(systemContext("worker"), { attemptId }));
  },
);

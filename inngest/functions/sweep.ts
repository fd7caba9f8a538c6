import { cron } from "inngest";
import { systemContext } from "#lib/services.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { announceForgotten, failOverdue } from "#lib/videos/sweep.ts";
import { inngest } from "../client.ts";

const releasesMax = 50;

/** Each minute: announce what was forgotten, fail what is overdue, take back jobs nobody waits for. */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *")], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const announced = await step.run("announce", () => announceForgotten(systemContext("sweep")));
    const failed = await step.run("fail-overdue", () => failOverdue(systemContext("sweep")));
    const abandoned = await step.run("find-abandoned", () =>
      abandonedAttempts(systemContext("sweep"), releasesMax),
    );
    for (const attemptId of abandoned)
      await step.run(`release-${attemptId}`, () => releaseAttempt(systemContext("sweep"), { attemptId }));
    return { announced, failed, released: abandoned.length };
  },
);

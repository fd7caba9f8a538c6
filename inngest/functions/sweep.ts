import { cron, type GetStepTools } from "inngest";
import { announceDecided } from "#lib/incidents/announce-decided.ts";
import { reportViolations } from "#lib/ops/report-violations.ts";
import { systemContext } from "#lib/services.ts";
import { announceForgotten } from "#lib/videos/announce-forgotten.ts";
import { askLate } from "#lib/videos/ask-late.ts";
import { askUndecided } from "#lib/videos/ask-undecided.ts";
import { abandonedAttempts, releaseAttempt } from "#lib/videos/release-attempt.ts";
import { resumeLost } from "#lib/videos/resume-lost.ts";
import { settleOverdue } from "#lib/videos/settle-overdue.ts";
import { applyReceipt } from "#lib/webhooks/apply-receipt.ts";
import { forgottenReceipts } from "#lib/webhooks/forgotten-receipts.ts";
import { inngest } from "../client.ts";
import { appStarted } from "../events.ts";

const releasesMax = 50;
const receiptsMax = 100;

type Steps = GetStepTools<typeof inngest>;

/** Each in a step of its own, so that one which fails holds up none of the others; the engine keeps why. */
async function each(
  step: Steps,
  chore: string,
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
): Promise<{ done: number; failed: number }> {
  const ends = await Promise.allSettled(ids.map((id) => step.run(`${chore}-${id}`, () => work(id))));
  const failed = ends.filter(({ status }) => status === "rejected").length;
  return { done: ends.length - failed, failed };
}

/**
 * Each minute, and whenever the app has started: apply and announce what was forgotten, start again what nobody follows,
 * end what is overdue, take back jobs nobody waits for, ask what ended late, and check what may never be false.
 */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *"), appStarted], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const context = () => systemContext("sweep");
    const receipts = await step.run("find-receipts", () => forgottenReceipts(context(), receiptsMax));
    const applied = await each(step, "apply", receipts, (receiptId) =>
      applyReceipt(context(), { receiptId }),
    );
    const announced = await step.run("announce", () => announceForgotten(context()));
    const decided = await step.run("announce-decided", () => announceDecided(context()));
    const resumed = await step.run("resume", () => resumeLost(context()));
    const overdue = await step.run("settle-overdue", () => settleOverdue(context()));
    const abandoned = await step.run("find-abandoned", () => abandonedAttempts(context(), releasesMax));
    const released = await each(step, "release", abandoned, (attemptId) =>
      releaseAttempt(context(), { attemptId }),
    );
    const undecided = await step.run("ask-undecided", () => askUndecided(context()));
    const late = await step.run("ask-late", () => askLate(context()));
    const violations = await step.run("check-invariants", () => reportViolations(context()));
    return { applied, announced, decided, resumed, overdue, released, undecided, late, violations };
  },
);

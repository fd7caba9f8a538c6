import { cron } from "inngest";
import { systemContext } from "#lib/services.ts";
import { announceForgottenStills, failOverdueStills, settleLostStills } from "#lib/stills/sweep-stills.ts";
import { inngest } from "../client.ts";

/** Each minute: announce stills that were forgotten, end those whose maker died. */
export const sweepStills = inngest.createFunction(
  { id: "sweep-stills", triggers: [cron("* * * * *")], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => ({
    announced: await step.run("announce", () => announceForgottenStills(systemContext("sweep"))),
    settled: await step.run("settle-lost", () => settleLostStills(systemContext("sweep"))),
    failed: await step.run("fail-overdue", () => failOverdueStills(systemContext("sweep"))),
  }),
);

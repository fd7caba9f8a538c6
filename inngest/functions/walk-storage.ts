import { cron } from "inngest";
import { walkStorage as walk } from "#lib/ops/walk-storage.ts";
import { systemContext } from "#lib/services.ts";
import { inngest } from "../client.ts";

/** Each hour: compare rows with stored files, remove what belongs to nothing. */
export const walkStorage = inngest.createFunction(
  { id: "walk-storage", triggers: [cron("41 * * * *")], retries: 1, concurrency: [{ limit: 1 }] },
  ({ step }) => step.run("walk", () => walk(systemContext("sweep"))),
);

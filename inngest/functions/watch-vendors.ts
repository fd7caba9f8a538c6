import { cron } from "inngest";
import { watchVendors } from "#lib/routing/watch-vendors.ts";
import { systemContext } from "#lib/services.ts";
import { inngest } from "../client.ts";

/** Each five minutes: read the balances of the vendors that can tell. */
export const watchBalances = inngest.createFunction(
  { id: "watch-vendors", triggers: [cron("*/5 * * * *")], retries: 1, concurrency: [{ limit: 1 }] },
  async ({ step }) => step.run("read-balances", () => watchVendors(systemContext("sweep"))),
);

import { cron } from "inngest";
import { systemContext } from "#lib/services.ts";
import { expireUnused, forgetIdempotencyKeys } from "#lib/videos/expire.ts";
import { forgetReceipts } from "#lib/webhooks/forget-receipts.ts";
import { inngest } from "../client.ts";

/** Each hour: expire clips that nobody used, forget old idempotency keys and callbacks. */
export const expire = inngest.createFunction(
  { id: "expire", triggers: [cron("17 * * * *")], retries: 2 },
  async ({ step }) => {
    const expired = await step.run("expire-unused", () => expireUnused(systemContext("sweep")));
    await step.run("forget-keys", () => forgetIdempotencyKeys(systemContext("sweep")));
    await step.run("forget-receipts", () => forgetReceipts(systemContext("sweep")));
    return { expired };
  },
);

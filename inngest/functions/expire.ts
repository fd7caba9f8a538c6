import { cron } from "inngest";
import { systemContext } from "#lib/services.ts";
import { expireUnused, forgetIdempotencyKeys } from "#lib/videos/expire.ts";
import { inngest } from "../client.ts";

/** Each hour: expire clips that nobody used, forget old idempotency keys. */
export const expire = inngest.createFunction(
  { id: "expire", triggers: [cron("17 * * * *")], retries: 2 },
  async ({ step }) => {
    const expired = await step.run("expire-unused", () => expireUnused(systemContext("sweep")));
    await step.run("forget-keys", () => forgetIdempotencyKeys(systemContext("sweep")));
    return { expired };
  },
);

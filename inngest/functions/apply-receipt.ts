import { systemContext } from "#lib/services.ts";
import { applyReceipt as apply } from "#lib/webhooks/apply-receipt.ts";
import { inngest } from "../client.ts";
import { receiptStored } from "../events.ts";

/** Each stored callback is applied by a step of its own; the sweep repeats what this could not do. */
export const applyReceipt = inngest.createFunction(
  { id: "apply-receipt", triggers: [receiptStored], retries: 3, concurrency: [{ limit: 8 }] },
  async ({ event, step }) =>
    step.run("apply", () => apply(systemContext("webhook"), { receiptId: event.data.receiptId })),
);

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 21,
  fault: "A callback is stored, and the process dies before it is applied",
  promise: "It is applied after the restart, within 30 s",
  by: "failpoint",
  proofs: [
    {
      file: "lib/webhooks/apply-receipt.test.ts",
      name: "is found again by the sweep exactly while something can be done with it",
    },
    { file: "chaos/crash/crash-sweep.test.ts", name: "all ends well, nothing is sent twice" },
  ],
  mutants: [
    {
      name: "the sweep looks only at what just came",
      file: "lib/webhooks/forgotten-receipts.ts",
      find: "lt(webhookReceipts.receivedAt, before)",
      replace: "lt(webhookReceipts.receivedAt, new Date(0))",
    },
  ],
};

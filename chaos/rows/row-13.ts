import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 13,
  fault: "One callback comes 1 to 50 times, at once",
  promise: "It is applied once, and the rest are counted",
  by: "processes",
  proofs: [{ file: "lib/webhooks/receive-webhook.test.ts", name: "of fifty identical callbacks at once" }],
  mutants: [
    {
      name: "a repeated callback nudges again",
      file: "lib/webhooks/receive-webhook.ts",
      find: "if (!receipt || receipt.duplicates > 0)",
      replace: "if (!receipt)",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 14,
  fault: "Callbacks come out of order",
  promise: "Every order comes to the same end",
  by: "property",
  proofs: [
    { file: "lib/webhooks/callback-order.test.ts", name: "six callbacks about a take whose answer was lost" },
    { file: "lib/webhooks/callback-order.test.ts", name: "five callbacks about a take that is looked at" },
  ],
  mutants: [
    {
      name: "the last callback counts",
      file: "lib/videos/receipts.ts",
      find: "if (kinds.length <= 1) return ends[0] ?? told.at(-1);",
      replace: "return told.at(-1);",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 12,
  fault: "Completed, then failed, or the reverse",
  promise: "The first end stands; what comes then is noted, and every order comes to the same",
  by: "property",
  proofs: [
    { file: "lib/videos/ask-late.test.ts", name: "the first end stands" },
    { file: "lib/webhooks/callback-order.test.ts", name: "six callbacks about a take that has ended" },
  ],
  mutants: [
    {
      name: "a failure after a delivery is not noted",
      file: "lib/videos/account-late.ts",
      find: 'return seen.kind === "failed" || seen.kind === "canceled"',
      replace: 'return seen.kind === "canceled"',
    },
  ],
};

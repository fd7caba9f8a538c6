import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 18,
  fault: "A callback about an unknown or foreign task",
  promise: "200, kept as an orphan without its payload, and capped",
  by: "processes",
  proofs: [
    { file: "lib/webhooks/receive-webhook.test.ts", name: "keeps a callback that fits no attempt" },
    { file: "lib/webhooks/receive-webhook.test.ts", name: "of a flood of callbacks" },
    { file: "lib/webhooks/apply-receipt.test.ts", name: "finds the attempt that got its job later" },
  ],
  mutants: [
    {
      name: "a flood is kept whole",
      file: "lib/webhooks/receive-webhook.ts",
      find: "if (recent.length < orphansOfDayMax) return true;",
      replace: "if (recent.length >= 0) return true;",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 23,
  fault: "A crash between the vendor's yes and our note of it",
  promise: "No second submission; the job is found and adopted",
  by: "failpoint",
  proofs: [
    { file: "lib/videos/submit-video.test.ts", name: "sends nothing twice, and its job is found" },
    { file: "chaos/rows/23-crash-after-yes.test.ts" },
    { file: "chaos/crash/crash-sweep.test.ts", name: "all ends well, nothing is sent twice" },
    { file: "chaos/double-spend/double-spend.test.ts", name: "every task of a vendor is in our books" },
  ],
  mutants: [
    {
      name: "what a crash left is sent again",
      file: "lib/videos/submit-video.ts",
      find: "if (!opening.isNew) return takeUpAgain(ctx, opening);",
      replace: 'if (!opening.isNew && opening.attempt.state !== "intent") return takeUpAgain(ctx, opening);',
    },
  ],
};

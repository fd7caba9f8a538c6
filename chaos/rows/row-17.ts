import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 17,
  fault: "A callback comes after cancel, expiry or another model's success",
  promise: "Noted and booked once; what the user sees stays as it is",
  by: "simulation",
  proofs: [
    {
      file: "lib/webhooks/apply-receipt.test.ts",
      name: "books what the vendor charges once, and leaves the video alone",
    },
    { file: "lib/videos/ask-late.test.ts", name: "fifty reports at once are booked once" },
  ],
  mutants: [
    {
      name: "late charges are not booked",
      file: "lib/money/ledger.ts",
      find: '  move(ctx, attemptId, "charge", costMicros);',
      replace: '  move(ctx, attemptId, "charge", Math.min(costMicros, 0));',
    },
  ],
};

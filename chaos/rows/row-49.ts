import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 49,
  fault: "An older backup of the database is restored, and the vendors' world is newer",
  promise: "What the vendors know is adopted from their history; nothing is submitted again",
  by: "processes",
  proofs: [{ file: "chaos/rows/49-restored-backup.test.ts" }],
  mutants: [
    {
      name: "what the backup does not know of is sent again",
      file: "lib/videos/submit-video.ts",
      find: "if (!opening.isNew) return takeUpAgain(ctx, opening);",
      replace: 'if (!opening.isNew && opening.attempt.state !== "intent") return takeUpAgain(ctx, opening);',
    },
  ],
};

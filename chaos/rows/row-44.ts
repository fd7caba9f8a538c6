import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 44,
  fault: "A model is retired at a date",
  promise: "Refused at intake before a take could outlive it",
  by: "simulation",
  proofs: [{ file: "lib/models/intake.test.ts" }],
  mutants: [
    {
      name: "intake goes on to the last moment",
      file: "lib/models/intake.ts",
      find: "new Date(end - card.deadlineSeconds * 1000)",
      replace: "new Date(end)",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 10,
  fault: "The vendor answers 404 for a task",
  promise: "Three in a row lead to its list, then to a person; it never fails in silence",
  by: "simulation",
  proofs: [
    {
      file: "lib/videos/observe-video.test.ts",
      name: "a job that its vendor does not know three looks in a row",
    },
    {
      file: "lib/videos/observe-video.test.ts",
      name: "a job that the vendor's list still holds is followed further",
    },
  ],
  mutants: [
    {
      name: "a lost paid job just fails",
      file: "lib/videos/observe-video.ts",
      find: 'if (attempt.priceMicros === 0) return { kind: "failed", failure };',
      replace: 'if (attempt.priceMicros >= 0) return { kind: "failed", failure };',
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 50,
  fault: "A retry storm: ten thousand jobs fail at once",
  promise: "At most 1.2 times the vendor's limit a minute, and spread evenly over the wait",
  by: "simulation",
  proofs: [{ file: "chaos/rows/50-retry-storm.test.ts" }],
  mutants: [
    {
      name: "all come back at the same time",
      file: "lib/videos/after-failure.ts",
      find: "2 ** takesOfModel) * chance;",
      replace: "2 ** takesOfModel) * Math.max(chance, 1);",
    },
    {
      name: "the gate lets pass twice its limit",
      file: "lib/routing/vendor-gate.ts",
      find: "passedMs / 60_000",
      replace: "passedMs / 30_000",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 8,
  fault: "A vendor refuses by its rules, or calls the request invalid",
  promise: "Final, never sent again, and the reservation is free",
  by: "simulation",
  proofs: [
    { file: "lib/videos/fall-back.test.ts", name: "and nobody else is asked" },
    { file: "lib/videos/after-failure.test.ts", name: "it stops, whoever might take over" },
  ],
  mutants: [
    {
      name: "a refused prompt goes to the next vendor",
      file: "lib/videos/after-failure.ts",
      find: 'new Set(["policy", "invalid", "ambiguous"])',
      replace: 'new Set(["invalid", "ambiguous"])',
    },
  ],
};

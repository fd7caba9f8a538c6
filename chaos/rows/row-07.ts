import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 7,
  fault: "A vendor says a status that nobody documented",
  promise: "The job stays, and is asked about again; a word is neither success nor failure",
  by: "property",
  proofs: [
    {
      file: "lib/providers/conformance/fal.test.ts",
      name: "at a word that nobody documented goes on waiting",
    },
    {
      file: "lib/providers/conformance/runway.test.ts",
      name: "at a word that nobody documented goes on waiting",
    },
  ],
  mutants: [
    {
      name: "whatever is not in the queue is over",
      file: "lib/providers/fal/provider.ts",
      find: 'if (seen.status !== "COMPLETED" && seen.status !== "FAILED")',
      replace: 'if (seen.status === "IN_QUEUE" || seen.status === "IN_PROGRESS")',
    },
  ],
};

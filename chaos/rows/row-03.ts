import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 3,
  fault: "The connection is refused, or the name is not found",
  promise: "Nothing was sent, so it is tried again",
  by: "simulation",
  proofs: [{ file: "lib/providers/conformance/fal.test.ts", name: "because nobody is there was never sent" }],
  mutants: [
    {
      name: "a connection that never stood counts as sent",
      file: "lib/providers/http.ts",
      find: "!isUnsent(error), error)",
      replace: "true, error)",
    },
  ],
};

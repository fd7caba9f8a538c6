import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 33,
  fault: "The same key with another body",
  promise: "422, and nothing is made",
  by: "property",
  proofs: [{ file: "lib/videos/create-video.test.ts", name: "refuses the same key with another body" }],
  mutants: [
    {
      name: "the body plays no part",
      file: "lib/idempotency.ts",
      find: "if (row.bodyHash !== bodyHash)",
      replace: 'if (row.bodyHash === "")',
    },
  ],
};

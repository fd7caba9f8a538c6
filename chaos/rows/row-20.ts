import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 20,
  fault: "A callback of 100 MB, or one that drips",
  promise: "Cut at 1 MB and at 10 s",
  by: "processes",
  proofs: [{ file: "lib/http/webhook-door.test.ts" }],
  mutants: [
    {
      name: "a body may be a hundred times as long",
      file: "lib/http/webhook-door.ts",
      find: "const bodyBytesMax = 1024 * 1024;",
      replace: "const bodyBytesMax = 100 * 1024 * 1024;",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 32,
  fault: "A double click: a hundred requests with one key at once",
  promise: "One video, and the same answer to all",
  by: "processes",
  proofs: [
    { file: "lib/videos/create-video.test.ts", name: "answers a hundred repetitions of one idempotency key" },
  ],
  mutants: [
    {
      name: "everybody holds the key",
      file: "lib/idempotency.ts",
      find: "return claimed.length > 0;",
      replace: "return claimed.length >= 0;",
    },
  ],
};

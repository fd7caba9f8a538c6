import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 35,
  fault: "Two reviewers decide at once",
  promise: "One decision; the other is told who and when",
  by: "processes",
  proofs: [{ file: "lib/review/review.test.ts", name: "of two reviewers at once" }],
  mutants: [
    {
      name: "a decided clip may be decided again",
      file: "lib/review/decide-review.ts",
      find: 'if (video.status !== "completed") {',
      replace: 'if (video.status === "published") {',
    },
  ],
};

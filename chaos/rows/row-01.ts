import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 1,
  fault: "A vendor answers 429, with or without Retry-After in seconds, as a date, or absurd",
  promise: "The wait is at least what was asked, capped, and no state is lost",
  by: "simulation",
  proofs: [
    { file: "lib/videos/after-failure.test.ts" },
    { file: "lib/routing/vendor-gate.test.ts", name: "waits as long as the vendor asked" },
  ],
  mutants: [
    {
      name: "a Retry-After is not obeyed",
      file: "lib/videos/after-failure.ts",
      find: "Math.max(failure.retryAfterSeconds ?? 0, backoff, 1)",
      replace: "Math.max(backoff, 1)",
    },
  ],
};

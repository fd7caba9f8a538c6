import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 15,
  fault: "The callback comes before the answer to the submission is stored",
  promise: "The job is adopted through the token, and the answer agrees later",
  by: "failpoint",
  proofs: [
    { file: "lib/webhooks/apply-receipt.test.ts", name: "the job it names" },
    { file: "lib/videos/adopt-attempt.test.ts", name: "by a callback that is sooner than the answer itself" },
  ],
  mutants: [
    {
      name: "a callback waits for the answer",
      file: "lib/webhooks/apply-receipt.ts",
      find: 'if (attempt.state === "intent" || attempt.state === "ambiguous")',
      replace: 'if (attempt.state === "ambiguous")',
    },
  ],
};

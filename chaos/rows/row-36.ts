import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 36,
  fault: "A reviewer decides on one file while another arrives",
  promise: "The decision binds to the hash that was watched",
  by: "property",
  proofs: [
    { file: "lib/review/review.test.ts", name: "refuses a decision on a file" },
    { file: "lib/review/review.test.ts", name: "binds the decision to the hash" },
  ],
  mutants: [
    {
      name: "any file will do",
      file: "lib/review/decide-review.ts",
      find: "input.artifactSha256 !== file.sha256",
      replace: 'input.artifactSha256 === ""',
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 24,
  fault: "A worker is stopped past its lease and goes on",
  promise: "Fenced: it writes no end, and what it learned is used as evidence",
  by: "failpoint",
  proofs: [
    { file: "lib/videos/submit-video.test.ts", name: "answered yes after its lease was lost" },
    { file: "lib/videos/submit-video.test.ts", name: "answered no after its lease was lost" },
  ],
  mutants: [
    {
      name: "the fence plays no part",
      file: "lib/videos/end-submission.ts",
      find: 'current.state === "intent" && current.fence === attempt.fence',
      replace: 'current.state === "intent" || current.fence !== attempt.fence',
    },
  ],
};

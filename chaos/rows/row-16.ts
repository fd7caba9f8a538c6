import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 16,
  fault: "Every callback is lost",
  promise: "Polling finds the end, at the latest an interval after the soft deadline",
  by: "simulation",
  proofs: [
    { file: "lib/videos/watch.test.ts" },
    {
      file: "lib/videos/observe-video.test.ts",
      name: "a vendor that calls back is not asked before the soft deadline",
    },
  ],
  mutants: [
    {
      name: "whoever promised to call is not asked",
      file: "lib/videos/watch.ts",
      find: "? plus(acceptedAt, card.expectedSeconds)",
      replace: "? plus(acceptedAt, card.expectedSeconds * 1000)",
    },
  ],
};

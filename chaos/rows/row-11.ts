import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 11,
  fault: "A task is processing for ever",
  promise: "Asked, reconciled, and at the absolute deadline ended or laid before a person",
  by: "simulation",
  proofs: [
    { file: "lib/videos/settle-overdue.test.ts" },
    { file: "lib/videos/observe-video.test.ts", name: "silence is no end of the job" },
  ],
  mutants: [
    {
      name: "the absolute deadline never comes",
      file: "lib/videos/watch.ts",
      find: 'if (now >= videoDeadlineAt) return "over";',
      replace: 'if (now.getTime() < 0) return "over";',
    },
  ],
};

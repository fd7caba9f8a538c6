import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 46,
  fault: "The storage of the clips is away, and comes back",
  promise:
    "Callbacks are taken in at once; the copy is tried again and the video is made; admins know long before its vendor deletes it",
  by: "processes",
  proofs: [
    { file: "chaos/rows/46-storage-away.test.ts", name: "is away" },
    { file: "lib/ops/overview.test.ts", name: "is stuck long before its deadline" },
  ],
  mutants: [
    {
      name: "nobody learns that a clip is not copied",
      file: "lib/ops/stuck.ts",
      find: "or(isPast(ctx), isNotNull(attemptFindings.id))",
      replace: "isPast(ctx)",
    },
    {
      name: "a clip that cannot be copied now is given up",
      file: "lib/videos/uncollected.ts",
      find: "  throw error;\n",
      replace: '  return failed("output_missing", "The output could not be copied.");\n',
    },
  ],
};

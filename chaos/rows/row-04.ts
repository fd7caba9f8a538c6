import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 4,
  fault: "The connection times out after the body was sent",
  promise: "Its fate is unknown: it is looked for, and never sent again",
  by: "simulation",
  proofs: [
    {
      file: "lib/providers/conformance/fal.test.ts",
      name: "because the connection broke may have been taken",
    },
    { file: "lib/videos/lost-answer.test.ts", name: "is looked up at a vendor that can find it" },
    { file: "lib/videos/lost-answer.test.ts", name: "is said on the video, keeps its money" },
  ],
  mutants: [
    {
      name: "silence counts as proof that nothing was sent",
      file: "lib/providers/http.ts",
      find: "!isUnsent(error), error)",
      replace: "false, error)",
    },
  ],
};

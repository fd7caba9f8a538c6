import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 37,
  fault: "Cancel races completion or submission",
  promise: "One of two legal ends, with a history without gaps",
  by: "processes",
  proofs: [
    { file: "lib/videos/transition.test.ts", name: "of cancel against completion" },
    { file: "lib/videos/make-video.test.ts", name: "canceled" },
  ],
  mutants: [
    {
      name: "a job that was taken after its video was canceled is not taken back",
      file: "lib/videos/submit-video.ts",
      find: "    await releaseAttempt(ctx, { attemptId, operation });\n",
      replace: "",
    },
  ],
};

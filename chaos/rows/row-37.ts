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
      name: "the row is not locked",
      file: "lib/videos/transition.ts",
      find: '.where(eq(videos.id, videoId)).for("update")',
      replace: ".where(eq(videos.id, videoId))",
    },
  ],
};

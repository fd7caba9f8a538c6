import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 31,
  fault: "A clock jumps an hour, or leaps back",
  promise: "Nothing ends early, and no look is held up",
  by: "property",
  proofs: [
    { file: "lib/videos/observe-video.test.ts", name: "a clock that was an hour ahead" },
    { file: "lib/videos/watch.test.ts", name: "a look noted by a clock that was an hour ahead" },
  ],
  mutants: [
    {
      name: "a look in the future holds the next one up",
      file: "lib/videos/watch.ts",
      find: "if (!lookedAt || lookedAt.getTime() > now.getTime() + clockSlackMs)",
      replace: "if (!lookedAt)",
    },
  ],
};

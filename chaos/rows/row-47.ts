import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 47,
  fault: "A listener is slow, or never reads",
  promise: "Its buffer is bounded, it is dropped, and it catches up when it comes back",
  by: "processes",
  proofs: [
    { file: "lib/live/event-stream.test.ts", name: "is dropped instead of filling the memory" },
    { file: "lib/live/replay.test.ts", name: "over 200 random cuts nothing is missed" },
  ],
  mutants: [
    {
      name: "the buffer grows without a bound",
      file: "lib/live/outlet.ts",
      find: "if ((sink.desiredSize ?? 0) >= 0) return;",
      replace: "if (sink.desiredSize !== null) return;",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 40,
  fault: "The output is endless, far too large, or drips",
  promise: "Cut at the cap and below the slowest pace",
  by: "processes",
  proofs: [{ file: "lib/media/outbound/download.test.ts" }],
  mutants: [
    {
      name: "a drip is read for ever",
      file: "lib/media/outbound/paced.ts",
      find: "if (bytes < pace.windowBytesMin)",
      replace: "if (bytes < 0)",
    },
    {
      name: "there is no cap",
      file: "lib/media/outbound/download.ts",
      find: "if (known.received > limits.bytesMax)",
      replace: "if (known.received < 0)",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 38,
  fault: "The output's link ran out, is forbidden or moved",
  promise: "The vendor is asked for a fresh one, twice at most",
  by: "simulation",
  proofs: [
    { file: "lib/videos/uncollected.test.ts", name: "asks the vendor for a fresh link" },
    { file: "lib/videos/uncollected.test.ts", name: "asks twice at most" },
    { file: "lib/videos/fetch-output.test.ts", name: "says that a link ran out" },
  ],
  mutants: [
    {
      name: "a dead link is nothing special",
      file: "lib/media/outbound/open-place.ts",
      find: "new Set([401, 403, 404, 410])",
      replace: "new Set([401])",
    },
  ],
};

import type { FaultRow } from "../row.ts";
import { linkMutants } from "../ssrf/copy-mutants.ts";

export const row: FaultRow = {
  number: 38,
  fault: "The output's link ran out, is forbidden or moved",
  promise: "The vendor is asked for a fresh one, twice at most",
  by: "simulation",
  proofs: [
    { file: "lib/videos/uncollected.test.ts" },
    { file: "lib/videos/fetch-output.test.ts", name: "says that a link ran out" },
  ],
  mutants: linkMutants,
};

import type { FaultRow } from "../row.ts";
import { endlessMutants } from "../ssrf/copy-mutants.ts";

export const row: FaultRow = {
  number: 40,
  fault: "The output is endless, far too large, or drips",
  promise: "Cut at the cap and below the slowest pace",
  by: "processes",
  proofs: [{ file: "lib/media/outbound/download.test.ts" }],
  mutants: endlessMutants,
};

import type { FaultRow } from "../row.ts";
import { refusedMutants } from "../ssrf/copy-mutants.ts";
import { ssrfMutants } from "../ssrf/mutants.ts";

export const row: FaultRow = {
  number: 42,
  fault: "The output's link leads into our network, or redirects there",
  promise: "Refused, and nobody there hears of it",
  by: "processes",
  proofs: [{ file: "chaos/ssrf/ssrf.test.ts" }, { file: "lib/videos/uncollected.test.ts" }],
  mutants: [...refusedMutants, ...ssrfMutants],
};

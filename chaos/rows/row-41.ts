import type { FaultRow } from "../row.ts";
import { wrongFileMutants } from "../ssrf/copy-mutants.ts";

export const row: FaultRow = {
  number: 41,
  fault: "HTML, ZIP, SVG, or a film that is something else as well",
  promise: "Put aside with the reason, never shown",
  by: "property",
  proofs: [{ file: "lib/media/outbound/recognise-clip.test.ts" }, { file: "lib/videos/uncollected.test.ts" }],
  mutants: wrongFileMutants,
};

import type { FaultRow } from "../row.ts";
import { cutMutants } from "../ssrf/copy-mutants.ts";

export const row: FaultRow = {
  number: 39,
  fault: "The download is cut, has another length or another content",
  promise: "Resumed or begun anew; never half a file",
  by: "processes",
  proofs: [{ file: "lib/media/outbound/download.test.ts" }],
  mutants: cutMutants,
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 2,
  fault: "A submission is answered 500, 502, 503 or 504",
  promise:
    "Tried again only with proof that nothing was taken; otherwise its fate is unknown and it is not sent again",
  by: "simulation",
  proofs: [{ file: "lib/providers/conformance/fal.test.ts", name: "may have been taken" }],
  mutants: [
    {
      name: "a bare 5xx counts as proof",
      file: "lib/providers/submit-once.ts",
      find: 'if (status >= 500) return { kind: "ambiguous", code: "submit_ambiguous" };',
      replace: 'if (status >= 500) return { kind: "transient", code: "provider_unavailable" };',
    },
  ],
};

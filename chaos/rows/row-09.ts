import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 9,
  fault: "The key is revoked: 401 or 403",
  promise: "The breaker opens, the work waits, and no attempts are burnt",
  by: "simulation",
  proofs: [
    { file: "lib/routing/breaker.test.ts" },
    { file: "lib/routing/vendor-gate.test.ts", name: "a breaker opened by one process is open for all" },
  ],
  mutants: [
    {
      name: "a revoked key blames nobody",
      file: "lib/routing/breaker.ts",
      find: 'new Set(["transient", "auth", "ambiguous"])',
      replace: 'new Set(["transient", "ambiguous"])',
    },
  ],
};

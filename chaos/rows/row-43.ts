import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 43,
  fault: "The first vendor is down for an hour",
  promise: "The breaker opens after few failures, another takes over once, one probe at a time",
  by: "simulation",
  proofs: [
    { file: "lib/routing/breaker.test.ts", name: "opens at the fifth failure in a row" },
    { file: "lib/routing/breaker.test.ts", name: "closes by its probe" },
    { file: "lib/routing/vendor-gate.test.ts", name: "exactly one of many passes as the probe" },
    { file: "lib/videos/open-attempt.test.ts", name: "goes to the next model when the outage lasts" },
  ],
  mutants: [
    {
      name: "the breaker never opens",
      file: "lib/routing/breaker.ts",
      find: "inARow >= breakerFailuresMax)",
      replace: "inARow >= breakerFailuresMax * 100)",
    },
    {
      name: "everybody is the probe",
      file: "lib/routing/vendor-gate.ts",
      find: "if (gate.openUntil && (await isProbeOut(ctx, gate)))",
      replace: "if (gate.openUntil && !(await isProbeOut(ctx, gate)) && false)",
    },
  ],
};

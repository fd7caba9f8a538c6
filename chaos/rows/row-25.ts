import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 25,
  fault: "A deploy: SIGTERM during a hundred jobs",
  promise: "Everything drains within 10 s, and nothing is done twice",
  by: "processes",
  proofs: [
    { file: "inngest/embedded/conformance/process.test.ts", name: "stays while a call is in flight" },
    { file: "inngest/embedded/conformance/process.test.ts", name: "lets a short call end before it stops" },
    { file: "chaos/rows/25-deploy.test.ts" },
  ],
  mutants: [
    {
      name: "the engine leaves with its calls in flight",
      file: "inngest/embedded/start.ts",
      find: "      await worker.drain(drainMs);\n",
      replace: "",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 19,
  fault: "A bad, old or future signature; two secrets while they are changed",
  promise: "Refused without a query; both secrets pass",
  by: "property",
  proofs: [
    { file: "lib/webhooks/receive-webhook.test.ts", name: "without a single query" },
    { file: "lib/providers/conformance/kling.test.ts", name: "hold while either of two secrets is in force" },
    { file: "lib/providers/conformance/kling.test.ts", name: "are refused with a changed body" },
  ],
  mutants: [
    {
      name: "an old callback passes",
      file: "lib/providers/standard-webhooks.ts",
      find: "<= toleranceSeconds;",
      replace: "<= toleranceSeconds * 1000;",
    },
  ],
};

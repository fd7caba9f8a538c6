import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 22,
  fault: "kill -9, an error or a hang at every place where a fault can be made",
  promise: "All invariants hold after the restart, and work goes on within 30 s",
  by: "failpoint",
  proofs: [
    { file: "chaos/crash/crash-sweep.test.ts", name: "every place where a fault can be made" },
    { file: "chaos/crash/crash-sweep.test.ts", name: "all ends well, nothing is sent twice" },
  ],
  mutants: [
    {
      name: "a place was lost from the product",
      file: "lib/webhooks/apply-receipt.ts",
      find: '  await failpoint("receipt.applied");\n',
      replace: "",
    },
  ],
};

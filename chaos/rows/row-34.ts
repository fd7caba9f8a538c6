import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 34,
  fault: "A hundred at once where ten are allowed",
  promise: "Exactly ten are admitted",
  by: "processes",
  proofs: [
    { file: "lib/videos/create-video.test.ts", name: "admits exactly the quota of ten" },
    { file: "lib/routing/vendor-gate.test.ts", name: "of a hundred at once over several processes" },
  ],
  mutants: [
    {
      name: "the limit lets one more in",
      file: "lib/money/quota.ts",
      find: "quotaUsage.used} < $",
      replace: "quotaUsage.used} <= $",
    },
    {
      name: "the gate's row is not locked",
      file: "lib/routing/vendor-gate.ts",
      find: '.where(eq(vendorGates.provider, provider)).for("update")',
      replace: ".where(eq(vendorGates.provider, provider))",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 45,
  fault: "Prices change while a take is on its way",
  promise:
    "It is settled at the price that was quoted, never above what the video may cost, and a dearer one is noted",
  by: "property",
  proofs: [{ file: "chaos/rows/45-price-changes.test.ts" }],
  mutants: [
    {
      name: "what may be spent is not looked at again",
      file: "lib/videos/open-attempt.ts",
      find: "if (!isAffordable(found, priceMicros)) return",
      replace: "if (found.priceMaxMicros === -1) return",
    },
    {
      name: "nobody learns of a take that was dearer",
      file: "lib/videos/note-dearer.ts",
      find: "if (costMicros <= priceMicros) return;",
      replace: "if (costMicros !== -1) return;",
    },
    {
      name: "a vendor that tells nothing is paid nothing",
      file: "lib/videos/account-late.ts",
      find: "believableCost(seen.costMicros) ?? attempt.priceMicros",
      replace: "believableCost(seen.costMicros) ?? 0",
    },
  ],
};

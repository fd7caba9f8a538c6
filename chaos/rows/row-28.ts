import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 28,
  fault: "Every place for a transaction is held",
  promise: "503 with Retry-After, callbacks are taken in, and all goes on afterwards",
  by: "processes",
  proofs: [{ file: "chaos/rows/28-pool-exhausted.test.ts" }, { file: "lib/http/webhook-reserve.test.ts" }],
  mutants: [
    {
      name: "nobody is told when to ask again",
      file: "lib/http/answer.ts",
      find: '"The database does not answer.", { retryAt })',
      replace: '"The database does not answer.")',
    },
    {
      name: "callbacks wait with everybody else",
      file: "lib/services.ts",
      find: "db: installation().callbacks.db,",
      replace: "db: database(),",
    },
  ],
};

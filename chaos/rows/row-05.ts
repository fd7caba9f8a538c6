import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 5,
  fault: "The connection is reset in the middle of the answer",
  promise: "As after a timeout: nothing is sent again",
  by: "simulation",
  proofs: [
    {
      file: "lib/providers/conformance/fal.test.ts",
      name: "because the connection broke may have been taken",
    },
    {
      file: "lib/providers/conformance/runway.test.ts",
      name: "because the connection broke may have been taken",
    },
  ],
  mutants: [
    {
      name: "a reset counts as a connection that never stood",
      file: "lib/providers/http.ts",
      find: "/^(ECONNREFUSED|",
      replace: "/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET|",
    },
  ],
};

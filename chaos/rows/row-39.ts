import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 39,
  fault: "The download is cut, has another length or another content",
  promise: "Resumed or begun anew; never half a file",
  by: "processes",
  proofs: [{ file: "lib/media/outbound/download.test.ts" }],
  mutants: [
    {
      name: "a shorter file is whole",
      file: "lib/media/outbound/download.ts",
      find: "if (known.total !== undefined && known.received !== known.total)",
      replace: "if (known.total !== undefined && known.received > known.total)",
    },
    {
      name: "another file's rest is taken",
      file: "lib/media/outbound/download.ts",
      find: "if (!isRest || !isSame)",
      replace: "if (!isRest && !isSame)",
    },
  ],
};

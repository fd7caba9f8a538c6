import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 30,
  fault: "The file cannot be made durable, or cannot get its name",
  promise: "The clip is not ready, and no half file stays; the next try makes it whole",
  by: "processes",
  proofs: [{ file: "chaos/rows/30-durable-file.test.ts" }],
  mutants: [
    {
      name: "a file that was not made durable counts",
      file: "lib/media/storage/receive-file.ts",
      find: "await file.sync();",
      replace: "await file.sync().catch(() => undefined);",
    },
    {
      name: "what was cut off stays under its first name",
      file: "lib/media/storage/disk.ts",
      find: "await rm(temporary, { force: true });",
      replace: "await stat(temporary).catch(() => undefined);",
    },
  ],
};

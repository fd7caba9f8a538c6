import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 29,
  fault: "The disk of the database, or that of the clips, is full",
  promise: "Intake and callbacks are refused with a time to come back; no half clip; it goes on by itself",
  by: "processes",
  proofs: [
    { file: "lib/media/storage/disk.test.ts", name: "a full disk is said to be full" },
    { file: "chaos/rows/46-storage-away.test.ts", name: "the database has no room" },
    { file: "chaos/rows/46-storage-away.test.ts", name: "takes no more bytes" },
  ],
  mutants: [
    {
      name: "a full disk is a fault of ours, to which nobody need come back",
      file: "lib/fault.ts",
      find: "53[123]00",
      replace: "53300",
    },
    {
      name: "what was cut off stays under its first name",
      file: "lib/media/storage/disk.ts",
      find: "await rm(temporary, { force: true });",
      replace: "await stat(temporary).catch(() => undefined);",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 27,
  fault: "Every connection to the database is ended, five times a second",
  promise: "As after a crash: nothing is lost or sent twice",
  by: "processes",
  proofs: [
    { file: "db/driver.test.ts", name: "a transaction whose connection was lost sends nothing more" },
    { file: "chaos/rows/26-database-goes.test.ts", name: "with every connection ended five times a second" },
  ],
  mutants: [
    {
      name: "what follows a lost connection is sent on the next one",
      file: "db/driver.ts",
      find: "    watch.require();\n",
      replace: "",
    },
  ],
};

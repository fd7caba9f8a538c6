import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 26,
  fault: "The database crashes, or is restarted",
  promise: "Work goes on within 10 s, and nothing is lost",
  by: "processes",
  proofs: [
    { file: "db/driver.test.ts", name: "an idle connection that is cut is replaced" },
    { file: "chaos/rows/26-database-goes.test.ts", name: "of the database work goes on within ten seconds" },
  ],
  mutants: [
    {
      name: "a pool that lost its connections is kept",
      file: "db/driver.ts",
      find: "      current = undefined;\n",
      replace: "",
    },
  ],
};

import type { FaultRow } from "../row.ts";

export const row: FaultRow = {
  number: 48,
  fault: "A migration on live traffic, with the code before beside the code of now",
  promise: "Schemas only grow: the code before goes on reading and writing",
  by: "processes",
  proofs: [{ file: "chaos/rows/48-old-and-new-code.test.ts" }],
  mutants: [
    {
      name: "the code before would have to fill a new column",
      file: "db/migrations/0009_attempt_begin.sql",
      find: 'CREATE FUNCTION "check_new_attempt"()',
      replace:
        'ALTER TABLE "users" ADD COLUMN "region" text NOT NULL;\n--> statement-breakpoint\nCREATE FUNCTION "check_new_attempt"()',
    },
  ],
};

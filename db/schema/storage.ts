import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { storageProblems } from "../../lib/contract/incident.ts";
import { instant } from "./column.ts";

/** Where storage and rows disagree, as the last walk saw it; gone from here once they agree again. */
export const storageFindings = pgTable("storage_findings", {
  storageKey: text().primaryKey(),
  problem: text({ enum: storageProblems }).notNull(),
  since: instant(),
  seenAt: timestamp({ withTimezone: true }).notNull(),
});

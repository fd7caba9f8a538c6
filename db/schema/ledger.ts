import { sql } from "drizzle-orm";
import { bigint, bigserial, check, index, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { ledgerAccounts, ledgerMoves } from "../../lib/contract/ledger.ts";
import { attempts } from "./attempt.ts";
import { users } from "./user.ts";

/**
 * Append-only, double-entry: each row takes an amount from one account of an owner and gives it to another.
 * A balance is a sum.
 */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    ownerId: text()
      .notNull()
      .references(() => users.id),
    provider: text().notNull(),
    move: text({ enum: ledgerMoves }).notNull(),
    debit: text({ enum: ledgerAccounts }).notNull(),
    credit: text({ enum: ledgerAccounts }).notNull(),
    amountMicros: bigint({ mode: "number" }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    uniqueIndex("ledger_entries_once").on(table.attemptId, table.move),
    index("ledger_entries_owner").on(table.ownerId, table.id),
    check("ledger_entries_amount", sql`${table.amountMicros} > 0`),
    check(
      "ledger_entries_move",
      sql`(${table.move}, ${table.debit}, ${table.credit}) in (('reserve', 'available', 'reserved'), ('settle', 'reserved', 'spent'), ('release', 'reserved', 'available'), ('charge', 'available', 'spent'))`,
    ),
  ],
);

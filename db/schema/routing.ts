import { bigint, doublePrecision, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { instant } from "./column.ts";
import { users } from "./user.ts";

/** Append-only: each change of the route table is a version; the highest is in force. */
export const routeVersions = pgTable("route_versions", {
  version: integer().primaryKey(),
  rules: jsonb().notNull(),
  note: text().notNull(),
  actorId: text()
    .notNull()
    .references(() => users.id),
  createdAt: instant(),
});

/** What all processes agree on about one vendor: breaker, rate, the pause it asked for, its balance. */
export const vendorGates = pgTable("vendor_gates", {
  provider: text().primaryKey(),
  /** Failures in a row that the vendor is to blame for. */
  failures: integer().notNull().default(0),
  openedAt: timestamp({ withTimezone: true }),
  openUntil: timestamp({ withTimezone: true }),
  /** The one take that is let through while the breaker is half open. */
  probeAttemptId: text(),
  /** Token bucket of submissions. */
  tokens: doublePrecision().notNull().default(0),
  refilledAt: instant(),
  /** Set by a `Retry-After`. */
  pausedUntil: timestamp({ withTimezone: true }),
  balanceMicros: bigint({ mode: "number" }),
  balanceNote: text(),
  balanceAt: timestamp({ withTimezone: true }),
});

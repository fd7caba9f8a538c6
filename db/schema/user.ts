import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { plans, roles } from "../../lib/contract/role.ts";
import { quotaWindows } from "../../lib/contract/usage.ts";
import { instant } from "./column.ts";

export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull().default("creator"),
    plan: text({ enum: plans }).notNull().default("free"),
    passwordHash: text(),
    suspendedAt: timestamp({ withTimezone: true }),
    lastSeenAt: timestamp({ withTimezone: true }),
    isDemo: boolean().notNull().default(false),
    createdAt: instant(),
  },
  (table) => [uniqueIndex("users_email").on(table.email)],
);

export const invitations = pgTable(
  "invitations",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    plan: text({ enum: plans }).notNull(),
    tokenHash: text().notNull(),
    /** Null for the first admin, whom the installation itself invites. */
    invitedBy: text().references(() => users.id),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    acceptedAt: timestamp({ withTimezone: true }),
    createdAt: instant(),
  },
  (table) => [
    uniqueIndex("invitations_token").on(table.tokenHash),
    index("invitations_email").on(table.email),
  ],
);

export const quotaOverrides = pgTable(
  "quota_overrides",
  {
    userId: text()
      .notNull()
      .references(() => users.id),
    window: text({ enum: quotaWindows }).notNull(),
    videosMax: integer().notNull(),
    setBy: text()
      .notNull()
      .references(() => users.id),
    createdAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.window] })],
);

/** One counter a user, window and period; `period` is `-`, `2026-11-21` or `2026-11` (UTC). */
export const quotaUsage = pgTable(
  "quota_usage",
  {
    userId: text()
      .notNull()
      .references(() => users.id),
    window: text({ enum: quotaWindows }).notNull(),
    period: text().notNull(),
    used: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.userId, table.window, table.period] })],
);

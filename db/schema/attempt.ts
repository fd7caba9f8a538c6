import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { FailureCode } from "../../lib/contract/failure.ts";
import { attemptStates } from "../../lib/contract/video.ts";
import { instant } from "./column.ts";
import { videos } from "./video.ts";

/** One submission to one vendor. The row is committed before the vendor is called. */
export const attempts = pgTable(
  "attempts",
  {
    id: text().primaryKey(),
    videoId: text()
      .notNull()
      .references(() => videos.id),
    number: integer().notNull(),
    round: integer().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    state: text({ enum: attemptStates }).notNull(),
    /** SHA-256 of the unguessable token in the callback URL. */
    tokenHash: text().notNull(),
    operation: jsonb(),
    failureCode: text().$type<FailureCode>(),
    /** Why this model made this take, and how the take differs from what was asked. */
    reason: text().notNull().default(""),
    differences: jsonb().notNull().default([]),
    /** Price expected when it was sent; `cost_micros` is what it came to. */
    priceMicros: bigint({ mode: "number" }).notNull().default(0),
    /** Looks in a row at which the vendor knew no such job. */
    missingLooks: integer().notNull().default(0),
    costMicros: bigint({ mode: "number" }).notNull().default(0),
    deadlineAt: timestamp({ withTimezone: true }).notNull(),
    createdAt: instant(),
    acceptedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex("attempts_number").on(table.videoId, table.number),
    uniqueIndex("attempts_one_live")
      .on(table.videoId)
      .where(sql`state in ('intent', 'accepted', 'ambiguous')`),
    uniqueIndex("attempts_token").on(table.tokenHash),
    index("attempts_provider_live")
      .on(table.provider)
      .where(sql`state in ('intent', 'accepted', 'ambiguous')`),
    index("attempts_model_newest").on(table.model, table.createdAt),
  ],
);

/** A vendor's callback as it came, kept before anything is done with it. */
export const webhookReceipts = pgTable(
  "webhook_receipts",
  {
    id: text().primaryKey(),
    provider: text().notNull(),
    eventId: text().notNull(),
    attemptId: text().references(() => attempts.id),
    payload: jsonb().notNull(),
    payloadHash: text().notNull(),
    verifiedBy: text().notNull(),
    duplicates: integer().notNull().default(0),
    receivedAt: instant(),
    appliedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex("webhook_receipts_event").on(table.provider, table.eventId),
    index("webhook_receipts_unused").on(table.attemptId).where(sql`applied_at is null`),
  ],
);

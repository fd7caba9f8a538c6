import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { FailureCode } from "../../lib/contract/failure.ts";
import { decisionOutcomes, decisionReasons, findingKinds } from "../../lib/contract/incident.ts";
import { eventSources } from "../../lib/contract/status.ts";
import { attemptStates } from "../../lib/contract/video.ts";
import { instant } from "./column.ts";
import { users } from "./user.ts";
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
    /** The vendor's own id of the job; no two attempts share one. */
    jobId: text(),
    /** Rises with each process that takes up the submission; only the holder of the current one may write its end. */
    fence: integer().notNull().default(1),
    /** Until when the holder may be sending; after that the submission counts as unanswered. */
    leasedUntil: timestamp({ withTimezone: true }),
    /** When the vendor was last asked about the job: one poller a task, at its interval. */
    lookedAt: timestamp({ withTimezone: true }),
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
      .where(sql`state in ('intent', 'accepted', 'ambiguous', 'adopted')`),
    uniqueIndex("attempts_token").on(table.tokenHash),
    uniqueIndex("attempts_job").on(table.provider, table.jobId),
    index("attempts_provider_live")
      .on(table.provider)
      .where(sql`state in ('intent', 'accepted', 'ambiguous', 'adopted')`),
    index("attempts_ended_early")
      .on(table.endedAt)
      .where(sql`state in ('timed_out', 'canceled', 'rejected', 'written_off') and job_id is not null`),
    index("attempts_model_newest").on(table.model, table.createdAt),
  ],
);

/** The moves of an attempt as data; the trigger on `attempts` reads it. Written by the migration only. */
export const attemptTransitions = pgTable(
  "attempt_transitions",
  { fromState: text().notNull(), toState: text().notNull() },
  (table) => [primaryKey({ columns: [table.fromState, table.toState] })],
);

/** Append-only: what was found out about an attempt beside its state. The same cause is noted once. */
export const attemptFindings = pgTable(
  "attempt_findings",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    kind: text({ enum: findingKinds }).notNull(),
    cause: text().notNull(),
    /** In plain words, never with a prompt in it. */
    detail: text().notNull(),
    jobId: text(),
    source: text({ enum: eventSources }).notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [uniqueIndex("attempt_findings_once").on(table.attemptId, table.kind, table.cause)],
);

/** What only a person can settle about an attempt; at most one is open. Once decided it does not change. */
export const decisions = pgTable(
  "decisions",
  {
    id: text().primaryKey(),
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    reason: text({ enum: decisionReasons }).notNull(),
    openedAt: instant(),
    outcome: text({ enum: decisionOutcomes }),
    decidedBy: text().references(() => users.id),
    decidedAt: timestamp({ withTimezone: true }),
    note: text(),
    /** Adopted: the vendor's id of the job. */
    jobId: text(),
    /** Written off: what the vendor took for it, micro-USD. */
    chargedMicros: bigint({ mode: "number" }),
    /** Resubmitted: the most that the next take may cost, micro-USD. */
    priceMaxMicros: bigint({ mode: "number" }),
  },
  (table) => [
    uniqueIndex("decisions_one_open").on(table.attemptId).where(sql`decided_at is null`),
    index("decisions_newest").on(table.openedAt.desc()),
  ],
);

/** A vendor's callback as it came, kept before anything is done with it. */
export const webhookReceipts = pgTable(
  "webhook_receipts",
  {
    id: text().primaryKey(),
    provider: text().notNull(),
    eventId: text().notNull(),
    /** Of which job it speaks, where it says so: an orphan is matched by it later. */
    jobId: text(),
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
    index("webhook_receipts_job").on(table.provider, table.jobId),
    index("webhook_receipts_newest").on(table.receivedAt.desc()),
  ],
);

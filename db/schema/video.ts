import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
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
import { resolutions, workflowTypes } from "../../lib/contract/model.ts";
import { speeds, useCases } from "../../lib/contract/plan.ts";
import { aspectRatios, platforms, tiers } from "../../lib/contract/platform.ts";
import { eventSources, videoEventTypes, videoStatuses } from "../../lib/contract/status.ts";
import { waitingReasons } from "../../lib/contract/video.ts";
import { assets } from "./asset.ts";
import { instant, transactionId } from "./column.ts";
import { users } from "./user.ts";

export const videos = pgTable(
  "videos",
  {
    id: text().primaryKey(),
    ownerId: text()
      .notNull()
      .references(() => users.id),
    workflowType: text({ enum: workflowTypes }).notNull(),
    status: text({ enum: videoStatuses }).notNull(),
    progress: doublePrecision(),
    /** When progress, or what the video waits for, was last noted. */
    progressAt: timestamp({ withTimezone: true }),
    promptHash: text().notNull(),
    platform: text({ enum: platforms }),
    aspectRatio: text({ enum: aspectRatios }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    durationSeconds: integer().notNull(),
    tier: text({ enum: tiers }).notNull(),
    seed: integer().notNull(),
    resolution: text({ enum: resolutions }).notNull().default("720p"),
    audio: boolean().notNull().default(false),
    useCase: text({ enum: useCases }),
    speed: text({ enum: speeds }).notNull().default("any"),
    fallbackAllowed: boolean().notNull().default(true),
    /** Ceiling of one take in micro-USD. */
    priceMaxMicros: bigint({ mode: "number" }),
    /** The plan of this round as it was made; parsed when it is read. */
    plan: jsonb(),
    /** What holds the video back before it is handed over, and since when. */
    waitingFor: text({ enum: waitingReasons }),
    waitingSince: timestamp({ withTimezone: true }),
    /** Null until the safety check has let it pass. */
    moderatedAt: timestamp({ withTimezone: true }),
    modelChoice: text().notNull(),
    model: text().notNull(),
    failureCode: text().$type<FailureCode>(),
    /** How often work was started: 1, and one more for each retry by a person. */
    round: integer().notNull().default(1),
    /** When this round began: the day and month its quota was taken from. */
    roundAt: instant(),
    deadlineAt: timestamp({ withTimezone: true }).notNull(),
    startedAt: timestamp({ withTimezone: true }),
    completedAt: timestamp({ withTimezone: true }),
    createdAt: instant(),
    updatedAt: instant(),
  },
  (table) => [
    index("videos_owner_newest").on(table.ownerId, table.id.desc()),
    index("videos_status").on(table.status, table.id),
    index("videos_review_queue").on(table.completedAt, table.id).where(sql`status = 'completed'`),
    index("videos_active")
      .on(table.deadlineAt)
      .where(sql`status in ('queued', 'submitted', 'processing', 'retrying')`),
    index("videos_noted")
      .on(table.progressAt)
      .where(sql`status in ('queued', 'submitted', 'processing', 'retrying')`),
  ],
);

/** The only home of prompt text; sealed with AES-256-GCM, bound to its video. */
export const prompts = pgTable("prompts", {
  videoId: text()
    .primaryKey()
    .references(() => videos.id),
  sealed: text().notNull(),
  createdAt: instant(),
});

export const videoSources = pgTable(
  "video_sources",
  {
    videoId: text()
      .notNull()
      .references(() => videos.id),
    assetId: text()
      .notNull()
      .references(() => assets.id),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.videoId, table.position] })],
);

/** Append-only history. `cause` makes a replay of the same cause change nothing. */
export const videoEvents = pgTable(
  "video_events",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    videoId: text()
      .notNull()
      .references(() => videos.id),
    sequence: integer().notNull(),
    type: text({ enum: videoEventTypes }).notNull(),
    previousStatus: text({ enum: videoStatuses }),
    newStatus: text({ enum: videoStatuses }).notNull(),
    source: text({ enum: eventSources }).notNull(),
    actorId: text().references(() => users.id),
    cause: text().notNull(),
    message: text().notNull(),
    errorCode: text().$type<FailureCode>(),
    transactionId: transactionId().notNull().default(sql`pg_current_xact_id()`),
    createdAt: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    uniqueIndex("video_events_sequence").on(table.videoId, table.sequence),
    uniqueIndex("video_events_cause").on(table.videoId, table.type, table.cause),
    index("video_events_tail").on(table.transactionId, table.id),
  ],
);

/** The moves of the state machine as data; the trigger on `videos` reads it. Written by the migration only. */
export const videoTransitions = pgTable(
  "video_transitions",
  { type: text().notNull(), fromStatus: text().notNull(), toStatus: text().notNull() },
  (table) => [primaryKey({ columns: [table.type, table.fromStatus] })],
);

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: text()
      .notNull()
      .references(() => users.id),
    key: text().notNull(),
    bodyHash: text().notNull(),
    response: jsonb().notNull(),
    createdAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
);

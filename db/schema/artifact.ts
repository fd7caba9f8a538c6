import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { artifactTypes } from "../../lib/contract/artifact.ts";
import { attempts } from "./attempt.ts";
import { instant } from "./column.ts";
import { videos } from "./video.ts";

/** A file of a video: where it lies and what it is. Never the bytes. */
export const artifacts = pgTable(
  "artifacts",
  {
    id: text().primaryKey(),
    videoId: text()
      .notNull()
      .references(() => videos.id),
    attemptId: text()
      .notNull()
      .references(() => attempts.id),
    type: text({ enum: artifactTypes }).notNull(),
    storageKey: text().notNull(),
    mimeType: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    durationSeconds: doublePrecision(),
    codec: text(),
    frameRate: doublePrecision(),
    hasAudio: boolean(),
    createdAt: instant(),
  },
  (table) => [
    uniqueIndex("artifacts_attempt_type").on(table.attemptId, table.type),
    index("artifacts_video").on(table.videoId),
  ],
);

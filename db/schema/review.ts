import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { visibilities } from "../../lib/contract/publication.ts";
import { reviewDecisions } from "../../lib/contract/review.ts";
import { artifacts } from "./artifact.ts";
import { instant } from "./column.ts";
import { users } from "./user.ts";
import { videos } from "./video.ts";

export const rejectionReasons = pgTable("rejection_reasons", {
  code: text().primaryKey(),
  label: text().notNull(),
  position: integer().notNull(),
  noteRequired: boolean().notNull().default(false),
});

/** One decision on one file: the hash binds it to exactly the bytes that were watched. */
export const reviews = pgTable(
  "reviews",
  {
    id: text().primaryKey(),
    videoId: text()
      .notNull()
      .references(() => videos.id),
    reviewerId: text()
      .notNull()
      .references(() => users.id),
    decision: text({ enum: reviewDecisions }).notNull(),
    reasons: text().array().notNull(),
    note: text(),
    artifactSha256: text().notNull(),
    waitedSeconds: integer().notNull(),
    createdAt: instant(),
  },
  (table) => [
    uniqueIndex("reviews_once_a_file").on(table.videoId, table.artifactSha256),
    index("reviews_reviewer").on(table.reviewerId, table.createdAt),
  ],
);

export const publications = pgTable(
  "publications",
  {
    id: text().primaryKey(),
    videoId: text()
      .notNull()
      .references(() => videos.id),
    /** Null once the file has expired; only withdrawn publications get there. */
    artifactId: text().references(() => artifacts.id, { onDelete: "set null" }),
    slug: text().notNull(),
    title: text().notNull(),
    visibility: text({ enum: visibilities }).notNull(),
    publishedBy: text()
      .notNull()
      .references(() => users.id),
    publishedAt: instant(),
    withdrawnAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex("publications_slug").on(table.slug),
    index("publications_video").on(table.videoId, table.publishedAt),
    uniqueIndex("publications_open").on(table.videoId).where(sql`withdrawn_at is null`),
  ],
);

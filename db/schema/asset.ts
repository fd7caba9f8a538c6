import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant } from "./column.ts";
import { users } from "./user.ts";

/** A validated upload: decoded, re-encoded, metadata stripped. The original's facts are kept, not its bytes. */
export const assets = pgTable(
  "assets",
  {
    id: text().primaryKey(),
    ownerId: text()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    storageKey: text().notNull(),
    mimeType: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    sha256: text().notNull(),
    originalBytes: bigint({ mode: "number" }).notNull(),
    originalSha256: text().notNull(),
    originalMimeType: text().notNull(),
    uploadKey: text().notNull(),
    createdAt: instant(),
  },
  (table) => [
    uniqueIndex("assets_upload_key").on(table.uploadKey),
    index("assets_owner").on(table.ownerId, table.createdAt),
  ],
);

/** State of one upload through the ingest door; the vendor's key is an attribute and may collide. */
export const uploads = pgTable(
  "uploads",
  {
    id: text().primaryKey(),
    uploadKey: text().notNull(),
    metadata: jsonb().notNull(),
    callbackUrl: text().notNull(),
    callbackSlug: text().notNull(),
    awaitServerData: boolean().notNull(),
    state: text({ enum: ["registered", "stored", "answered", "failed"] }).notNull(),
    result: jsonb(),
    createdAt: instant(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [uniqueIndex("uploads_key").on(table.uploadKey)],
);

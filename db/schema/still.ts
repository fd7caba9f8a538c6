import { bigint, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { FailureCode } from "../../lib/contract/failure.ts";
import { aspectRatios } from "../../lib/contract/platform.ts";
import { stillStatuses } from "../../lib/contract/still.ts";
import { assets } from "./asset.ts";
import { instant } from "./column.ts";
import { users } from "./user.ts";

/** A picture made from a prompt. The row is committed before the vendor is called, and the call is made once. */
export const stills = pgTable(
  "stills",
  {
    id: text().primaryKey(),
    ownerId: text()
      .notNull()
      .references(() => users.id),
    status: text({ enum: stillStatuses }).notNull(),
    /** Sealed with AES-256-GCM, bound to the still. */
    sealedPrompt: text().notNull(),
    promptHash: text().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    aspectRatio: text({ enum: aspectRatios }).notNull(),
    failureCode: text().$type<FailureCode>(),
    assetId: text().references(() => assets.id),
    costMicros: bigint({ mode: "number" }).notNull().default(0),
    createdAt: instant(),
    sentAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("stills_owner_newest").on(table.ownerId, table.id.desc())],
);

import { customType, timestamp } from "drizzle-orm/pg-core";

/** A moment set by the database's clock when the row is written. */
export const instant = () => timestamp({ withTimezone: true }).notNull().defaultNow();

/** Full 64-bit transaction id; text in JavaScript, because it may pass 2^53. */
export const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

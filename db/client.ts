import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { openPool } from "./driver.ts";
import * as schema from "./schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query needs: the pool, or the transaction that is open. */
export type Queryable = Database | Transaction;

export type Connection = { db: Database; sql: Sql; close: () => Promise<void> };

/** Opens a pool of at most `poolSize` connections; `close` waits up to five seconds for running queries. */
export function connect(url: string, poolSize: number): Connection {
  const sql = openPool(url, poolSize);
  return { db: drizzle(sql, { schema, casing: "snake_case" }), sql, close: () => sql.end({ timeout: 5 }) };
}

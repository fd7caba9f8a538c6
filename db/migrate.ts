import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { env } from "#lib/env.ts";

const lockKey = 4_611_686_018_427;

/** Brings the database up to this code's schema. Several processes may call it at once: one works, the others wait. */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: resolve(import.meta.dirname, "migrations") });
    await sql`select pg_advisory_unlock(${lockKey})`;
  } finally {
    await sql.end();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await migrate(env().DATABASE_URL);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { startPostgres } from "#db/embedded/start.ts";
import { migrate } from "#db/migrate.ts";
import { createTestDatabase } from "#db/testing/database.ts";

/** The database server of a world. A shared one is the run's, and is not restarted. */
export type WorldPostgres = {
  url: string;
  port: number;
  /** Ends the server as a crash of the machine would (immediate shutdown): recovery at the next start. */
  crash(): Promise<void>;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends every connection of the product to this database; returns how many there were. */
  terminateConnections(): Promise<number>;
  close(): Promise<void>;
};

async function terminate(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'dailies%'`;
    return rows.length;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const portOf = (url: string): number => Number(new URL(url).port);

async function shared(): Promise<WorldPostgres> {
  const { url, close } = await createTestDatabase();
  const refuse = async (): Promise<void> => {
    throw new Error("This world shares its Postgres. Start it with one of its own to restart it.");
  };
  return {
    url,
    port: portOf(url),
    crash: refuse,
    stop: refuse,
    start: refuse,
    terminateConnections: () => terminate(url),
    close,
  };
}

async function own(): Promise<WorldPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-chaos-postgres-"));
  let running = await startPostgres({ folder, temporary: true, connectionsMax: 100 });
  const { url, port } = running;
  await migrate(url);
  return {
    url,
    port,
    async crash() {
      process.kill(running.pid, "SIGQUIT");
      await running.exited;
    },
    stop: () => running.stop(),
    async start() {
      running = await startPostgres({ folder, temporary: true, connectionsMax: 100, port });
    },
    terminateConnections: () => terminate(url),
    async close() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const openPostgres = (kind: "shared" | "own"): Promise<WorldPostgres> =>
  kind === "own" ? own() : shared();

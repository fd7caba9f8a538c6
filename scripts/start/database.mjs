import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Fault } from "./fault.mjs";
import { backoff } from "./part.mjs";
import { dim, say, step } from "./report.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {{ url: string, where: string, embedded: boolean, stop: () => Promise<void> }} Database
 */

/**
 * The embedded Postgres, kept alive until stopped.
 * @param {string} folder @param {(pid: number | undefined) => void} onPid @returns {Promise<Database>}
 */
async function startEmbedded(folder, onPid) {
  const { startPostgres } = await import("../../db/embedded/start.ts");
  let server = await startPostgres({ folder });
  let stopped = false;
  onPid(server.pid);

  const keep = async () => {
    for (let deaths = 0; ; deaths += 1) {
      const code = await server.exited;
      onPid(undefined);
      if (stopped) return;
      say(`${dim("[postgres]")} ended (exit code ${code}) and is started again`);
      await pause(backoff(deaths));
      if (stopped) return;
      server = await startPostgres({ folder, port: server.port });
      onPid(server.pid);
    }
  };
  const kept = keep().catch((error) => say(`${dim("[postgres]")} cannot be started again: ${error}`));
  return {
    url: server.url,
    where: `127.0.0.1:${server.port}`,
    embedded: true,
    async stop() {
      stopped = true;
      await server.stop();
      await Promise.race([kept, pause(500, undefined, { ref: false })]);
    },
  };
}

/** @param {string} url @returns {Promise<Database>} */
async function attach(url) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await sql`select 1`;
  } catch (error) {
    const why =
      error instanceof Error ? error.message || String("code" in error ? error.code : error.name) : error;
    throw new Fault(`The database of DATABASE_URL cannot be reached: ${why}`, error);
  } finally {
    await sql.end({ timeout: 2 });
  }
  return { url, where: new URL(url).host, embedded: false, stop: async () => undefined };
}

/**
 * @param {{ dataDir: string, given: string | undefined, onPid: (pid: number | undefined) => void }} place
 * @returns {Promise<Database>}
 */
export function openDatabase({ dataDir, given, onPid }) {
  if (given) return step("Reaching the database", "Database reached", () => attach(given));
  return step("Starting Postgres", "Postgres started", () => startEmbedded(join(dataDir, "postgres"), onPid));
}

/**
 * Runs one of the product's own database programs and returns what it printed.
 * @param {{ root: string, file: string, what: string, env: Record<string, string | undefined>, dataDir: string,
 *   signal: AbortSignal }} program
 */
export async function runProgram({ root, file, what, env, dataDir, signal }) {
  const log = join(dataDir, "logs", `${file.replaceAll(/[^a-z]+/g, "-")}.log`);
  await run(process.execPath, [join(root, file)], { what, cwd: root, env, log, signal });
  return readFileSync(log, "utf8").trim();
}

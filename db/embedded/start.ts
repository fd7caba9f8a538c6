import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { type Account, chooseAccount, handOver } from "./account.ts";
import { type PostgresBinaries, postgresBinaries } from "./binaries.ts";
import { ensureCluster, programEnvironment, readPassword } from "./cluster.ts";
import { freePort } from "./free-port.ts";
import { guardProcess } from "./guard.ts";
import { awaitEnd, clearLeftover, readPostmaster } from "./leftover.ts";
import { takeLock } from "./lock.ts";
import { openLog, type ServerLog } from "./server-log.ts";
import { serverSettings } from "./server-settings.ts";

export interface EmbeddedPostgres {
  /** Connection string of the database `dailies`, superuser, loopback only. */
  url: string;
  port: number;
  pid: number;
  /** Settles with the exit code when the server ends, wanted or not. */
  exited: Promise<number | null>;
  /** Fast shutdown: open transactions are rolled back. Settles when the server is gone. */
  stop(): Promise<void>;
}

export interface StartOptions {
  folder: string;
  /** A free one is chosen when absent. */
  port?: number;
  /** False trades crash safety for speed: for tests only. */
  durable?: boolean;
  connectionsMax?: number;
  /** Removes the folder as well when this process ends without stopping the server. */
  temporary?: boolean;
}

interface Running {
  child: ChildProcess;
  pid: number;
  exited: Promise<number | null>;
}

function launch(
  binaries: PostgresBinaries,
  account: Account,
  args: string[],
  log: ServerLog,
): Promise<Running> {
  const program = account.wrap(binaries.postgres, args);
  const child = spawn(program.command, program.args, {
    cwd: "/",
    detached: true,
    env: programEnvironment(binaries),
    stdio: ["ignore", log.fd, log.fd],
    ...(account.uid !== undefined && { uid: account.uid, gid: account.uid }),
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("spawn", () =>
      child.pid ? done({ child, pid: child.pid, exited }) : fail(new Error("no pid")),
    );
  });
}

async function awaitReady(running: Running, cluster: string, log: ServerLog): Promise<void> {
  let code: number | null | undefined;
  void running.exited.then((value) => {
    code = value ?? -1;
  });
  while (code === undefined) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.pid === running.pid && postmaster.ready) return;
    await pause(15);
  }
  throw log.failure(`Postgres ended with code ${code} while starting`);
}

/** Backends of a postmaster killed hard keep the cluster's shared memory for a moment: tried again for 15 s. */
async function launchReady(options: StartOptions, cluster: string, log: ServerLog) {
  const account = chooseAccount();
  const binaries = postgresBinaries(join(options.folder, "lib"));
  if (account.uid !== undefined)
    chmodSync(dirname(options.folder), statSync(dirname(options.folder)).mode | 0o011);
  await ensureCluster({ folder: options.folder, cluster, account, binaries });
  handOver(cluster, account);
  await clearLeftover(cluster);
  const deadline = performance.now() + 15_000;
  for (;;) {
    const port = options.port ?? (await freePort());
    const running = await launch(binaries, account, ["-D", cluster, ...serverSettings(options, port)], log);
    try {
      await awaitReady(running, cluster, log);
      return { running, port };
    } catch (error) {
      const passing = /pre-existing shared memory|Address already in use/.test(String(error));
      if (!passing || performance.now() > deadline) throw error;
      await pause(200);
    }
  }
}

async function ensureDatabase(server: string, name: string): Promise<void> {
  const sql = postgres(`${server}/postgres`, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql.unsafe(`create database ${name}`);
  } finally {
    await sql.end();
  }
}

async function stopServer(running: Running, cluster: string): Promise<void> {
  for (const [signal, seconds] of [
    ["SIGINT", 8],
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ] as const) {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    running.child.kill(signal);
    await Promise.race([running.exited, awaitEnd(running.pid, cluster, seconds)]);
  }
}

/**
 * Starts the Postgres whose cluster lives in `options.folder`, making it on first use, and waits until it takes
 * connections. Should this process die, the server ends too. Throws LockedError when the folder is in use; other
 * errors carry the last lines of the server's log, and code ENOSPC on a full disk.
 */
export async function startPostgres(given: StartOptions): Promise<EmbeddedPostgres> {
  const options = { ...given, folder: resolve(given.folder) };
  mkdirSync(options.folder, { recursive: true, mode: 0o711 });
  const lock = takeLock(join(options.folder, "lock"));
  const log = openLog(join(options.folder, "postgres.log"));
  const cluster = join(options.folder, "cluster");
  try {
    const { running, port } = await launchReady(options, cluster, log);
    const guard = guardProcess(running.pid, options.temporary ? options.folder : undefined);
    const exited = running.exited.finally(() => {
      guard.release();
      log.close();
      lock.release();
    });
    const server = `postgres://dailies:${readPassword(options.folder)}@127.0.0.1:${port}`;
    await ensureDatabase(server, "dailies");
    const stop = async () => {
      await stopServer(running, cluster);
      await exited;
    };
    return { url: `${server}/dailies`, port, pid: running.pid, exited, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export interface Postmaster {
  pid: number;
  ready: boolean;
}

function read<T>(from: () => T): T | undefined {
  try {
    return from();
  } catch {
    return undefined;
  }
}

/** What `postmaster.pid` says, or undefined when there is none. Line 1 is the pid, line 8 the state. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = read(() => readFileSync(join(cluster, "postmaster.pid"), "utf8"))?.split("\n");
  const pid = Number(lines?.[0]);
  if (!Number.isInteger(pid) || pid < 2) return undefined;
  return { pid, ready: lines?.[7]?.trim() === "ready" };
}

/** True when `pid` is a living server on this cluster; a foreign process under a recycled pid is not. */
export function servesCluster(pid: number, cluster: string): boolean {
  const commandLine =
    process.platform === "linux"
      ? read(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "))
      : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  if (!commandLine?.includes("postgres")) return false;
  if (commandLine.includes(cluster)) return true;
  return read(() => readlinkSync(`/proc/${pid}/cwd`)) === read(() => realpathSync(cluster));
}

/** Waits at most `seconds` for the server's end. Returns whether it ended. */
export async function awaitEnd(pid: number, cluster: string, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (servesCluster(pid, cluster)) {
    if (performance.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

/** Servers of connections outlive a postmaster that was killed hard for as long as their query computes. */
function orphanedBackends(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  const folder = realpathSync(cluster);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (name) =>
        read(() => readlinkSync(`/proc/${name}/cwd`)) === folder && servesCluster(Number(name), cluster),
    )
    .map(Number);
}

/**
 * Ends a server which a killed owner left behind, and removes a pid file whose pid now belongs to somebody else.
 * The caller holds the folder's lock, so no living owner exists.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const postmaster = readPostmaster(cluster);
  if (!postmaster) return;
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!servesCluster(postmaster.pid, cluster)) break;
    process.kill(postmaster.pid, signal);
    await awaitEnd(postmaster.pid, cluster, 10);
  }
  if (servesCluster(postmaster.pid, cluster)) {
    throw new Error(`A Postgres left behind (pid ${postmaster.pid}) does not end. End it and start again.`);
  }
  for (const pid of orphanedBackends(cluster)) {
    process.kill(pid, "SIGKILL");
    await awaitEnd(pid, cluster, 5);
  }
  rmSync(join(cluster, "postmaster.pid"), { force: true });
}

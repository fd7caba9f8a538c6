import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Account } from "./account.ts";
import type { PostgresBinaries } from "./binaries.ts";
import { programFailure } from "./server-log.ts";

export interface ClusterPlace {
  folder: string;
  cluster: string;
  account: Account;
  binaries: PostgresBinaries;
}

export function programEnvironment(binaries: PostgresBinaries): NodeJS.ProcessEnv {
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return { NODE_ENV: "production", PATH: path, LC_ALL: "C", TZ: "UTC", ...binaries.loader };
}

export function readPassword(folder: string): string {
  return readFileSync(join(folder, "password"), "utf8").trim();
}

function writePassword(folder: string, account: Account): string {
  const file = join(folder, "password");
  writeFileSync(file, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (account.uid !== undefined) {
    chownSync(file, account.uid, account.uid);
    chownSync(folder, account.uid, account.uid);
  }
  return file;
}

/** Removes what interrupted attempts left; one may still be writing, so names are never reused. */
function removeDrafts(place: ClusterPlace): void {
  const prefix = `${basename(place.cluster)}.new-`;
  for (const name of readdirSync(place.folder).filter((entry) => entry.startsWith(prefix))) {
    rmSync(join(place.folder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Makes the cluster beside its place and moves it there, so that an interrupted attempt is never taken for whole. */
export async function ensureCluster(place: ClusterPlace): Promise<void> {
  if (existsSync(join(place.cluster, "PG_VERSION"))) {
    if (existsSync(join(place.folder, "password"))) return;
    throw new Error(
      `${place.folder} holds a cluster but its password file is gone. Restore it, or run npm run reset.`,
    );
  }
  removeDrafts(place);
  const draft = `${place.cluster}.new-${randomBytes(4).toString("hex")}`;
  const program = place.account.wrap(place.binaries.initdb, [
    `--pgdata=${draft}`,
    "--username=dailies",
    `--pwfile=${writePassword(place.folder, place.account)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
  ]);
  const done = spawnSync(program.command, program.args, {
    cwd: "/",
    encoding: "utf8",
    env: programEnvironment(place.binaries),
    ...(place.account.uid !== undefined && { uid: place.account.uid, gid: place.account.uid }),
  });
  if (done.status !== 0) {
    throw programFailure("The embedded Postgres could not be set up", done.error?.message ?? done.stderr);
  }
  renameSync(draft, place.cluster);
}

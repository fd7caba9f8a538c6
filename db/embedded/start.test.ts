import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { servesCluster } from "./leftover.ts";
import { LockedError } from "./lock.ts";
import { startPostgres } from "./start.ts";

let folder = "";
const cluster = () => join(folder, "cluster");
const start = (durable = false) => startPostgres({ folder, durable, temporary: true });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dailies-embedded-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function spawnStart(temporary: boolean) {
  const source = `
    import { startPostgres } from ${JSON.stringify(new URL("./start.ts", import.meta.url).href)};
    const server = await startPostgres({ folder: process.argv[1], durable: false, temporary: ${temporary} });
    console.log(server.pid);
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ["--input-type=module", "-e", source, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function startInChild(temporary: boolean): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawnStart(temporary);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { child, pid: Number(line) };
}

test("data survives a stop and a second start", async () => {
  const first = await start();
  await run(first.url, (sql) => sql`create table kept as select 7 as value`);
  await first.stop();
  const second = await start();
  expect(await run(second.url, (sql) => sql`select value from kept`)).toEqual([{ value: 7 }]);
  await second.stop();
  expect(existsSync(join(cluster(), "postmaster.pid"))).toBe(false);
});

test("a second start on the same folder is refused and leaves the first one running", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(LockedError);
  await expect(start()).rejects.toThrow(String(process.pid));
  expect(await run(first.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await first.stop();
});

test("a server killed hard starts again with its data", async () => {
  const first = await start(true);
  await run(first.url, (sql) => sql`create table kept as select 7 as value`);
  const busy = postgres(first.url, { max: 1 });
  const computing =
    busy`with recursive endless as (select 1 as n union all select (n + 1) % 1000 from endless) select count(*) from endless`.catch(
      (error: unknown) => error,
    );
  await vi.waitFor(async () => {
    const [row] = await run(
      first.url,
      (sql) =>
        sql`select count(*)::int as busy from pg_stat_activity where query like '%endless%' and pid <> pg_backend_pid()`,
    );
    expect(row).toEqual({ busy: 1 });
  }, 30_000);
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await start();
  expect(await run(second.url, (sql) => sql`select value from kept`)).toEqual([{ value: 7 }]);
  expect(await computing).toBeInstanceOf(Error);
  await busy.end({ timeout: 1 });
  await second.stop();
});

test("a server whose owner was killed hard ends by itself, and the folder can be used again", async () => {
  const { child, pid } = await startInChild(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  const next = await start();
  expect(servesCluster(pid, cluster())).toBe(false);
  await next.stop();
});

test("a temporary server whose owner was killed hard leaves no folder behind", async () => {
  const { child } = await startInChild(true);
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 20_000 });
});

test("a pid file that names somebody else's process is not in the way", async () => {
  await (await start()).stop();
  const stranger = spawn("sleep", ["60"]);
  writeFileSync(join(cluster(), "postmaster.pid"), `${stranger.pid}\n${cluster()}\n0\n1\n\n\n\nready\n`);
  const server = await start();
  expect(readFileSync(join(cluster(), "postmaster.pid"), "utf8")).toMatch(new RegExp(`^${server.pid}\n`));
  expect(stranger.exitCode ?? stranger.signalCode).toBe(null);
  await server.stop();
  stranger.kill();
});

test("a set-up killed half way is made anew", async () => {
  const child = spawnStart(false);
  const begun = () => readdirSync(folder).some((name) => name.startsWith("cluster"));
  await vi.waitFor(() => expect(begun()).toBe(true), { timeout: 20_000, interval: 5 });
  child.kill("SIGKILL");
  await once(child, "exit");
  const server = await start();
  expect(await run(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await server.stop();
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

async function startInChild(temporary: boolean): Promise<{ child: ChildProcess; pid: number }> {
  const source = `
    import { startPostgres } from ${JSON.stringify(new URL("./start.ts", import.meta.url).href)};
    const server = await startPostgres({ folder: process.argv[1], durable: false, temporary: ${temporary} });
    console.log(server.pid);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, pid: Number(line) };
  throw new Error("the child ended early");
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
  const sleeping = busy`select pg_sleep(60)`.catch((error: unknown) => error);
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await start();
  expect(await run(second.url, (sql) => sql`select value from kept`)).toEqual([{ value: 7 }]);
  expect(await sleeping).toBeInstanceOf(Error);
  await busy.end();
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
  writeFileSync(join(cluster(), "postmaster.pid"), `${process.pid}\n${cluster()}\n0\n1\n\n\n\nready\n`);
  const server = await start();
  expect(readFileSync(join(cluster(), "postmaster.pid"), "utf8")).toMatch(new RegExp(`^${server.pid}\n`));
  await server.stop();
});

test("a set-up interrupted half way is made anew", async () => {
  mkdirSync(`${cluster()}.new`, { recursive: true });
  writeFileSync(join(`${cluster()}.new`, "PG_VERSION"), "18\n");
  const server = await start();
  expect(await run(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await server.stop();
});

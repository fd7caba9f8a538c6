import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isDatabaseLost } from "#lib/fault.ts";
import { type Connection, connect } from "./client.ts";
import { createTestDatabase, type TestDatabase } from "./testing/database.ts";

let database: TestDatabase;
let pool: Connection;
let other: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.url, 1);
  other = connect(database.url, 1);
  await other.sql`create table kept (word text primary key)`;
});

afterAll(async () => {
  await other.sql`drop table kept`;
  await Promise.all([pool.close(), other.close()]);
  await database.close();
});

const words = async () => (await other.sql`select word from kept order by word`).map(({ word }) => word);
const cut = async (pid: unknown) => other.sql`select pg_terminate_backend(${Number(pid)}::int)`;
const ownPid = sql`select pg_backend_pid() as pid`;

/** What a statement meets after the loss depends on how far the driver is with its next connection: many tries. */
const tornRounds = 20;

test("a transaction whose connection was lost sends nothing more, not even on the next connection", async () => {
  for (let round = 0; round < tornRounds; round++) {
    const refused: unknown[] = [];
    const tried = Promise.withResolvers<void>();
    const torn = pool.db.transaction(async (tx) => {
      const [own] = await tx.execute(ownPid);
      await tx.execute(sql`insert into kept values ('before')`);
      await cut(own?.pid);
      for (const word of ["at once", "later"])
        await tx.execute(sql`insert into kept values (${word})`).catch((error) => refused.push(error));
      tried.resolve();
    });
    await expect(torn).rejects.toSatisfy(isDatabaseLost);
    await tried.promise;
    expect(refused).toHaveLength(2);
  }
  await pool.db.execute(sql`insert into kept values ('after')`);
  expect(await words()).toEqual(["after"]);
});

test("an idle connection that is cut is replaced", async () => {
  const [own] = await pool.db.execute(ownPid);
  await cut(own?.pid);
  await expect
    .poll(() => pool.db.execute(ownPid).then(([next]) => next?.pid !== own?.pid, isDatabaseLost))
    .toBe(true);
});

test("a statement that failed fails its transaction, even where its error was caught; a savepoint holds it back", async () => {
  const swallowed = pool.db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values ('swallowed')`);
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
  });
  await expect(swallowed).rejects.toThrow();
  await pool.db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values ('outer')`);
    await tx.transaction((inner) => inner.execute(sql`select 1 / 0`)).catch(() => undefined);
  });
  expect(await words()).toEqual(["after", "outer"]);
});

test("forty cuts in open transactions end none of them well, and neither the pool nor the process", async () => {
  const busy = connect(database.url, 4);
  const ends = { lost: 0, committed: 0 };
  for (let round = 0; round < 40; round++) {
    const torn = busy.db.transaction(async (tx) => {
      const [own] = await tx.execute(ownPid);
      const cutting = cut(own?.pid);
      if (round % 2 === 0) await cutting;
      await tx.transaction((inner) => inner.execute(sql`select pg_sleep(0.002)`));
      await cutting;
    });
    await torn.then(
      () => (ends.committed += 1),
      (error) => (ends.lost += isDatabaseLost(error) ? 1 : 0),
    );
    const [alive] = await busy.db.execute(sql`select 1 as one`);
    expect(alive).toEqual({ one: 1 });
  }
  expect(ends).toEqual({ lost: 40, committed: 0 });
  await busy.close();
});

test("an error of the work itself ends its transaction, whatever network it tells of, and frees its place", async () => {
  const elsewhere = Object.assign(new Error("a vendor hung up"), { code: "ECONNRESET" });
  const failed = pool.db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values ('elsewhere')`);
    throw elsewhere;
  });
  await expect(failed).rejects.toBe(elsewhere);
  expect(await pool.db.transaction((tx) => tx.execute(sql`select 1 as one`))).toHaveLength(1);
  expect(await words()).not.toContain("elsewhere");
});

test("transactions leave a connection to single statements", async () => {
  const two = connect(database.url, 2);
  const held = Promise.withResolvers<void>();
  const holders = Array.from({ length: 5 }, () => two.db.transaction(() => held.promise));
  const [row] = await two.db.execute(sql`select 1 as one`);
  expect(row).toEqual({ one: 1 });
  held.resolve();
  await Promise.all(holders);
  await two.close();
});

test("who waits too long for a place is told that the database does not answer", async () => {
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const holder = pool.db.transaction(async (tx) => {
    await tx.execute(ownPid);
    begun.resolve();
    await held.promise;
  });
  await begun.promise;
  await expect(pool.db.transaction((tx) => tx.execute(ownPid))).rejects.toSatisfy(isDatabaseLost);
  held.resolve();
  await holder;
}, 30_000);

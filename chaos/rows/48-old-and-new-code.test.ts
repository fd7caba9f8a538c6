import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { z } from "zod";
import { migrate } from "#db/migrate.ts";
import { administer, databaseUrl } from "#db/testing/template.ts";

const folder = resolve(import.meta.dirname, "../../db/migrations");
const journal = z.looseObject({ entries: z.array(z.unknown()) });
const name = `levels_${randomBytes(6).toString("hex")}`;
const url = databaseUrl(inject("adminUrl"), name);
let sql: Sql;

const levels = readJournal().entries.length;
/** The levels before it came before any release. */
const firstLevel = 7;

function readJournal() {
  return journal.parse(JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")));
}

/** Brings the schema to the level after so many migrations. */
async function migrateTo(level: number): Promise<void> {
  const before = mkdtempSync(join(tmpdir(), "dailies-levels-"));
  cpSync(folder, before, { recursive: true });
  const file = join(before, "meta", "_journal.json");
  const whole = readJournal();
  writeFileSync(file, JSON.stringify({ ...whole, entries: whole.entries.slice(0, level) }));
  await applyMigrations(drizzle(sql), { migrationsFolder: before });
  rmSync(before, { recursive: true, force: true });
}

beforeEach(async () => {
  await administer(inject("adminUrl"), `create database ${name}`);
  sql = postgres(url, { max: 4, onnotice: () => undefined });
});
afterEach(async () => {
  await sql.end();
  await administer(inject("adminUrl"), `drop database ${name} with (force)`);
});

const columns = () => sql<{ column: string; kind: string; required: boolean }[]>`
  select table_name || '.' || column_name as column, udt_name as kind,
    is_nullable = 'NO' and column_default is null and is_identity = 'NO' as required
  from information_schema.columns where table_schema = 'public' order by 1`;

const known = async () => new Map((await columns()).map((column) => [column.column, column]));

test("at each level the code of the level before finds every column it knows, and none that it would have to fill", async () => {
  await migrateTo(firstLevel);
  for (let level = firstLevel + 1; level <= levels; level++) {
    const before = await known();
    await migrateTo(level);
    const after = await known();
    for (const [column, { kind }] of before) expect(after.get(column)?.kind, column).toBe(kind);
    const demanded = [...after.values()].filter(
      ({ column, required }) => required && before.get(column)?.required !== true,
    );
    expect(demanded.map(({ column }) => column)).toEqual([]);
  }
});

test("while two processes bring the schema up to now, what the code before writes and reads goes on", async () => {
  await migrateTo(levels - 1);
  let over = false;
  const migrating = Promise.all([migrate(url), migrate(url)]).finally(() => {
    over = true;
  });
  let written = 0;
  for (let after = 0; after < 20; written++) {
    const id = `usr_${written}`;
    await sql`insert into users (id, email, name) values (${id}, ${`${id}@example.com`}, 'Before')`;
    await sql`update users set name = 'Then' where id = ${id}`;
    if (over) after += 1;
  }
  await migrating;
  const [counted] = await sql`select count(*)::int as rows from users where name = 'Then'`;
  expect(counted).toEqual({ rows: written });
  expect(await sql`select * from invariant_violations`).toHaveLength(0);
});

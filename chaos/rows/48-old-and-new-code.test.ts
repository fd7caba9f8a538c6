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

/** The schema of the release before: every migration but the last. */
async function migrateBefore(): Promise<void> {
  const before = mkdtempSync(join(tmpdir(), "dailies-levels-"));
  cpSync(folder, before, { recursive: true });
  const file = join(before, "meta", "_journal.json");
  const whole = journal.parse(JSON.parse(readFileSync(file, "utf8")));
  writeFileSync(file, JSON.stringify({ ...whole, entries: whole.entries.slice(0, -1) }));
  await applyMigrations(drizzle(sql), { migrationsFolder: before });
  rmSync(before, { recursive: true, force: true });
}

beforeEach(async () => {
  await administer(inject("adminUrl"), `create database ${name}`);
  sql = postgres(url, { max: 4, onnotice: () => undefined });
  await migrateBefore();
});
afterEach(async () => {
  await sql.end();
  await administer(inject("adminUrl"), `drop database ${name} with (force)`);
});

const columns = () => sql<{ column: string; kind: string; required: boolean }[]>`
  select table_name || '.' || column_name as column, udt_name as kind,
    is_nullable = 'NO' and column_default is null and is_identity = 'NO' as required
  from information_schema.columns where table_schema = 'public' order by 1`;

test("the code before finds every column it knows at the schema of now, and none that it would have to fill", async () => {
  const before = new Map((await columns()).map((column) => [column.column, column]));
  await migrate(url);
  const after = new Map((await columns()).map((column) => [column.column, column]));
  for (const [column, { kind }] of before) expect(after.get(column)?.kind, column).toBe(kind);
  const demanded = [...after.values()].filter(
    ({ column, required }) => required && before.get(column)?.required !== true,
  );
  expect(demanded.map(({ column }) => column)).toEqual([]);
});

test("while two processes bring the schema up to now, what the code before writes and reads goes on", async () => {
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

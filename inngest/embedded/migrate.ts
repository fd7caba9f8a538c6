import { readdir, readFile } from "node:fs/promises";
import type { Sql } from "./database.ts";

const lockKey = 727_461_002;
const folder = new URL("./migrations/", import.meta.url);

/** Brings the schema `engine` up to date; safe when several processes start together. */
export async function migrateEngine(sql: Sql): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lockKey})`;
    await tx`create schema if not exists engine`;
    await tx`create table if not exists engine.migration (
      name text primary key, applied_at timestamptz not null default now())`;
    const applied = await tx<{ name: string }>`select name from engine.migration`;
    for (const name of names) {
      if (applied.some((row) => row.name === name)) continue;
      await tx.script(await readFile(new URL(name, folder), "utf8"));
      await tx`insert into engine.migration (name) values (${name})`;
    }
  });
}

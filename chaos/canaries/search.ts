import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import type { Mark } from "./marks.ts";

/** Something that was written down, and where. */
export type Found = { where: string; text: string };

const tables = z.array(z.object({ schema: z.string(), name: z.string() }));
const rows = z.array(z.object({ row: z.record(z.string(), z.unknown()) }));

/** The letters of base64 that stand for `text` whatever stands before and after it, at each of the three places. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const last = Math.floor((bytes.length * 8) / 6);
    return bytes.toString("base64").slice(Math.ceil((before * 8) / 6), last);
  });
}

/** As it is, in hexadecimal digits as the database writes bytes, and in base64. */
function formsOf(text: string): { folded: string[]; exact: string[] } {
  const coded = base64Of(text);
  return {
    folded: [text.toLowerCase(), Buffer.from(text).toString("hex")],
    exact: [...coded, ...coded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))],
  };
}

/** Which marks stand in what was written down, in any of their forms: `mark in place`, each once. */
export function searchFor(marks: readonly Mark[], written: readonly Found[]): string[] {
  const forms = marks.map(({ name, text }) => ({ name, ...formsOf(text) }));
  const hits = written.flatMap(({ where, text }) => {
    const folded = text.toLowerCase();
    return forms
      .filter(
        (mark) => mark.folded.some((f) => folded.includes(f)) || mark.exact.some((f) => text.includes(f)),
      )
      .map(({ name }) => `${name} in ${where}`);
  });
  return [...new Set(hits)];
}

async function readTable(db: Database, schema: string, name: string): Promise<Found[]> {
  const place = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
  const all = rows.parse([...(await db.execute(sql`select to_jsonb(t) as row from ${place} t`))]);
  return all.flatMap(({ row }) =>
    Object.entries(row).map(([column, value]) => ({
      where: `${schema}.${name}.${column}`,
      text: typeof value === "string" ? value : JSON.stringify(value),
    })),
  );
}

/** Every value of every column of every table of the database, the engine's too. */
export async function readDatabase(db: Database): Promise<Found[]> {
  const named = tables.parse([
    ...(await db.execute(sql`select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)),
  ]);
  return (await Promise.all(named.map(({ schema, name }) => readTable(db, schema, name)))).flat();
}

/** Names and bytes of every file below `folder`. */
export async function readFolder(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return { where: "a file", text: `${path.slice(folder.length)}\n${await readFile(path, "latin1")}` };
      }),
  );
}

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import postgres from "postgres";
import { z } from "zod";

const moduleSchema = z.object({
  migrate: z.custom<(url: string) => Promise<void>>((value) => typeof value === "function"),
});

export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement on the server's own database, over a connection of its own. */
export async function administer(adminUrl: string, statement: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** Creates a database of a fresh name and runs the product's migrations in it. */
export async function makeTemplate(adminUrl: string): Promise<{ name: string; drop(): Promise<void> }> {
  const name = `template_${randomBytes(6).toString("hex")}`;
  await administer(adminUrl, `create database ${name}`);
  const file = new URL("../migrate.ts", import.meta.url);
  if (existsSync(file)) {
    const { migrate } = moduleSchema.parse(await import(file.href));
    await migrate(databaseUrl(adminUrl, name));
  }
  return { name, drop: () => administer(adminUrl, `drop database if exists ${name} with (force)`) };
}

import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { administer, databaseUrl } from "./template.ts";

export interface TestDatabase {
  url: string;
  /**
   * Drops the database, ending connections that are still open. Before that every invariant has to hold of what the
   * tests left; a test whose purpose is broken data says why it leaves some.
   */
  close(untrueBecause?: string): Promise<void>;
}

const linesMax = 20;

async function violationsIn(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await sql<{ line: string }[]>`
      select invariant || ' ' || subject || ' ' || detail as line from invariant_violations limit ${linesMax}`;
    return rows.map(({ line }) => line);
  } finally {
    await sql.end();
  }
}

/** A database of its own with every migration applied, cloned from the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("adminUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = databaseUrl(adminUrl, name);
  await administer(adminUrl, `create database ${name} template ${inject("templateName")}`);
  return {
    url,
    async close(untrueBecause) {
      try {
        const found = untrueBecause === undefined ? await violationsIn(url) : [];
        if (found.length > 0) throw new Error(`The tests left what may never be:\n${found.join("\n")}`);
      } finally {
        await administer(adminUrl, `drop database if exists ${name} with (force)`);
      }
    },
  };
}

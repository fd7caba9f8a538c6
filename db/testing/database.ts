import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { startPostgres } from "../embedded/start.ts";
import { migrate } from "../migrate.ts";
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

/** Throws with the first of what may never be. */
async function requireInvariants(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await sql<{ line: string }[]>`
      select invariant || ' ' || subject || ' ' || detail as line from invariant_violations limit ${linesMax}`;
    const lines = rows.map(({ line }) => line);
    if (lines.length > 0) throw new Error(`The tests left what may never be:\n${lines.join("\n")}`);
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
        if (untrueBecause === undefined) await requireInvariants(url);
      } finally {
        await administer(adminUrl, `drop database if exists ${name} with (force)`);
      }
    },
  };
}

/**
 * The same on a server of its own, two seconds dearer: for what looks at transactions, which a server counts over all
 * its databases, so that a test elsewhere that holds one open would be seen.
 */
export async function createTestServer(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "dailies-test-postgres-"));
  const server = await startPostgres({ folder, durable: false, connectionsMax: 100, temporary: true });
  await migrate(server.url);
  return {
    url: server.url,
    async close(untrueBecause) {
      try {
        if (untrueBecause === undefined) await requireInvariants(server.url);
      } finally {
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { administer, databaseUrl } from "./template.ts";

export interface TestDatabase {
  url: string;
  /** Drops the database, ending connections that are still open. */
  close(): Promise<void>;
}

/** A database of its own with every migration applied, cloned from the run's template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("adminUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(adminUrl, `create database ${name} template ${inject("templateName")}`);
  return {
    url: databaseUrl(adminUrl, name),
    close: () => administer(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

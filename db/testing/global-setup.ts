import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#db/embedded/start.ts";
import { makeTemplate } from "./template.ts";

declare module "vitest" {
  export interface ProvidedContext {
    adminUrl: string;
    templateName: string;
  }
}

async function server(): Promise<{ url: string; stop(): Promise<void> }> {
  // biome-ignore lint/style/noProcessEnv: the test runner's own setting, read before any product code runs
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), "dailies-test-postgres-"));
  const running = await startPostgres({ folder, durable: false, connectionsMax: 200, temporary: true });
  return {
    url: running.url,
    async stop() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One Postgres for the whole run, with a migrated template database that `createTestDatabase` clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await server();
  const template = await makeTemplate(url);
  project.provide("adminUrl", url);
  project.provide("templateName", template.name);
  return async () => {
    await template.drop();
    await stop();
  };
}

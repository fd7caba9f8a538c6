import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "#db/embedded/free-port.ts";
import { auditEntries } from "#db/schema/index.ts";
import { createTestDatabase } from "#db/testing/database.ts";
import {
  type EngineProcess,
  startEngineProcess,
} from "#inngest/embedded/conformance/harness/engine-process.ts";
import { otherSigningKey, signingKey } from "#inngest/embedded/conformance/harness/keys.ts";
import { until } from "#inngest/embedded/conformance/harness/until.ts";
import type { User } from "#lib/context.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { cancelRun, retryRun } from "./change-run.ts";
import { createEngineInspector } from "./embedded-engine.ts";
import { getRun } from "./get-run.ts";
import { listRuns } from "./list-runs.ts";

let bench: TestBench;
let admin: User;
let engine: EngineProcess;
let port: number;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  bench = await createBench();
  admin = await bench.person("admin");
  database = await createTestDatabase();
  port = await freePort();
  const appUrl = "http://127.0.0.1:1";
  engine = await startEngineProcess({ databaseUrl: database.url, port, appUrl, awaitFunctions: false });
  await until("the engine to listen", () =>
    inspector()
      .health()
      .then(
        () => true,
        () => false,
      ),
  );
});
afterAll(async () => {
  await engine.kill("SIGKILL");
  await database.close();
  await bench.close();
});

const inspector = (key = signingKey, at = port) =>
  createEngineInspector({
    INNGEST_BASE_URL: `http://127.0.0.1:${at}`,
    INNGEST_SIGNING_KEY: key,
    ENGINE_PORT: at,
  });
const ctx = (part = inspector(), actor: User = admin) => bench.context(actor, { engine: part });
const input = { limit: 30 };

test("the embedded engine answers the signed question and only that", async () => {
  expect(await listRuns(ctx(), input)).toMatchObject({ supported: true, items: [] });
  expect(await inspector().health()).toMatchObject({ functions: 0 });
  await expect(listRuns(ctx(inspector(otherSigningKey)), input)).rejects.toMatchObject({
    code: "unavailable",
  });
});

test("a run that does not exist is not found, whatever stands in its id, and nothing is noted", async () => {
  for (const id of ["01ABC", "../health", "a/b", "?", "%00"]) {
    await expect(getRun(ctx(), { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(retryRun(ctx(), { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelRun(ctx(), { id })).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await bench.db.select().from(auditEntries)).toEqual([]);
});

test("an engine that is not there is unavailable", async () => {
  await expect(listRuns(ctx(inspector(signingKey, 1)), input)).rejects.toMatchObject({ code: "unavailable" });
});

test("a real server is named with its dashboard and asked nothing about runs", async () => {
  const real = createEngineInspector({ INNGEST_BASE_URL: "https://inngest.example", ENGINE_PORT: port });
  expect(await listRuns(ctx(real), input)).toMatchObject({
    supported: false,
    dashboardUrl: "https://inngest.example",
    items: [],
  });
  expect(await listRuns(ctx(createEngineInspector({})), input)).toMatchObject({
    dashboardUrl: "https://app.inngest.com",
  });
});

test("nobody but an admin looks into the engine", async () => {
  const reviewer = await bench.person("reviewer");
  await expect(listRuns(ctx(undefined, reviewer), input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(retryRun(ctx(undefined, reviewer), { id: "x" })).rejects.toMatchObject({ code: "forbidden" });
});

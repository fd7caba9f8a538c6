import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { connect } from "#db/client.ts";
import type { Context } from "#lib/context.ts";
import { healthView } from "#lib/contract/health.ts";
import { createDiskStorage } from "#lib/media/storage/disk.ts";
import { createRegistry } from "#lib/providers/registry.ts";
import type { Provider } from "#lib/providers/types.ts";
import { createBench, type TestBench } from "#lib/testing/context.ts";
import { stubEnvironment } from "#lib/testing/environment.ts";
import { createEngineInspector } from "./embedded-engine.ts";
import type { EngineInspector } from "./engine-inspector.ts";
import { getHealth } from "./get-health.ts";

let bench: TestBench;
const closing: (() => void)[] = [];
beforeAll(async () => {
  bench = await createBench();
  stubEnvironment(bench);
});
afterAll(async () => {
  for (const close of closing) close();
  await bench.close();
});

/** The product's inspector, looking at a peer that behaves as told. */
async function engineThat(answer: RequestListener): Promise<EngineInspector> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return createEngineInspector({
    INNGEST_BASE_URL: `http://127.0.0.1:${port}`,
    INNGEST_SIGNING_KEY: `signkey-prod-${"0".repeat(64)}`,
    ENGINE_PORT: port,
  });
}
const well = { functions: 5, jobsDue: 0, oldestDueSeconds: null, appReachable: true, lastSyncAt: null };
const saying =
  (body: object, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status).end(JSON.stringify(body));
  };

const asAdmin = async (change: Partial<Context["parts"]>) =>
  healthView.parse(await getHealth(bench.context(await bench.person("admin"), change)));
const partOf = ({ parts }: Awaited<ReturnType<typeof asAdmin>>, name: string) =>
  parts?.find((part) => part.name === name);

test("an admin sees every part; everybody else only that it works", async () => {
  const parts = { engine: await engineThat(saying(well)) };
  const view = await asAdmin(parts);
  expect(view.ok).toBe(true);
  expect(view.parts?.map(({ name }) => name)).toEqual([
    "database",
    "engine",
    "animatic",
    "storage",
    "moderation",
    "uploads",
    "sign-in",
  ]);
  expect(await getHealth(bench.context({ kind: "anonymous" }, parts))).toEqual({ ok: true });
  expect(await getHealth(bench.context(await bench.person("reviewer"), parts))).toEqual({ ok: true });
});

test.each<[string, RequestListener]>([
  ["fails", saying({ error: "internal error" }, 500)],
  ["answers nonsense", saying({ hello: "world" })],
  ["cannot reach the app", saying({ ...well, appReachable: false })],
  ["never answers", () => undefined],
])("an engine that %s is told to the admin, and as unavailable to the public", async (_, answer) => {
  const engine = await engineThat(answer);
  const view = await asAdmin({ engine });
  expect(view.ok).toBe(false);
  expect(partOf(view, "engine")).toMatchObject({ ok: false });
  expect(partOf(view, "database")).toMatchObject({ ok: true });
  const attempt = getHealth(bench.context({ kind: "anonymous" }, { engine }));
  await expect(attempt).rejects.toMatchObject({ code: "unavailable" });
});

test("storage that takes no file is told, though its disk has room, and a sound one is left as it was", async () => {
  const engine = await engineThat(saying(well));
  const root = join(bench.mediaRoot, "no-folder");
  await writeFile(root, "a file");
  const view = await asAdmin({ engine, storage: createDiskStorage({ root }) });
  expect(view.ok).toBe(false);
  expect(partOf(view, "storage")).toMatchObject({ ok: false, detail: "Takes no files" });
  const sound = createDiskStorage({ root: join(bench.mediaRoot, "sound") });
  expect(partOf(await asAdmin({ engine, storage: sound }), "storage")).toMatchObject({ ok: true });
  for await (const { key } of sound.list()) expect.fail(`${key} was left`);
});

test("a database that is gone is told by the part and not by a failure", async () => {
  const gone = connect("postgres://nobody@127.0.0.1:1/none", 1);
  const ctx = { ...bench.context(await bench.person("admin")), db: gone.db };
  expect(partOf(healthView.parse(await getHealth(ctx)), "database")).toMatchObject({ ok: false });
  await gone.close();
});

test("a database that hangs does not hang the answer", async () => {
  const busy = connect(bench.url, 1);
  const hanging = busy.sql`select pg_sleep(60)`.catch(() => undefined);
  const ctx = { ...bench.context(await bench.person("admin")), db: busy.db };
  expect(partOf(healthView.parse(await getHealth(ctx)), "database")).toMatchObject({ ok: false });
  await bench.connection
    .sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`;
  await hanging;
  await busy.close();
});

test("asking in a hurry looks once", async () => {
  let looks = 0;
  const engine = await engineThat((request, response) => {
    looks += 1;
    saying(well)(request, response);
  });
  const ctx = bench.context({ kind: "anonymous" }, { engine });
  await Promise.all(Array.from({ length: 50 }, () => getHealth(ctx)));
  expect(looks).toBe(1);
});

test("a vendor that does not answer and one that is set by halves are told, and the installation is well", async () => {
  let asked = 0;
  const provider: Provider = {
    name: "kling",
    kind: "real",
    reachesUs: false,
    outputHosts: [],
    jobIdOf: () => "job",
    operationFor: () => undefined,
    submit: () => Promise.reject(new Error("not in this test")),
    observe: () => Promise.reject(new Error("not in this test")),
    reachable: async () => {
      asked += 1;
      return false;
    },
  };
  const fault = "fal is not connected: FAL_KEY holds spaces; copy the key alone.";
  const half = { name: "fal", label: "fal", connected: false, fault, tellsCost: false, settings: [] };
  const parts = {
    engine: await engineThat(saying(well)),
    providers: createRegistry([provider]),
    vendors: [half],
  };
  const view = await asAdmin(parts);
  expect(view.ok).toBe(true);
  expect(partOf(view, "kling")).toMatchObject({ kind: "real", ok: false, detail: "Does not answer" });
  expect(partOf(view, "fal")).toMatchObject({ ok: false, detail: fault });
  expect(await getHealth(bench.context({ kind: "anonymous" }, { ...parts }))).toEqual({ ok: true });
  expect(asked).toBe(1);
});

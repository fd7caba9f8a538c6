import { freePort } from "#db/embedded/free-port.ts";
import { createTestDatabase } from "#db/testing/database.ts";
import { type App, type AppOptions, type Build, startApp } from "./app.ts";
import { type EngineOptions, type EngineProcess, startEngineProcess } from "./engine-process.ts";
import { createWorld, type World } from "./world.ts";

// biome-ignore lint/style/noProcessEnv: the suite's own setting, read before any product code runs
export const realServer = process.env.INNGEST_CONFORMANCE_URL;

if (realServer)
  process.stdout.write(
    `Against ${realServer}: tests of the embedded engine's own process are not registered.\n`,
  );

export type Send = { name: string; data: Record<string, unknown>; id?: string };
export type Suite = {
  app: App;
  world: World;
  send: (...events: Send[]) => Promise<string[]>;
  close: () => Promise<void>;
};
export type EmbeddedSuite = Suite & {
  databaseUrl: string;
  options: EngineOptions;
  engine: () => EngineProcess;
  /** Starts another engine process in the place of the one that has left. */
  restart: () => Promise<void>;
};

const sender =
  (app: App) =>
  async (...events: Send[]) =>
    (await app.client.send(events)).ids;

/** The functions under test beside an embedded engine of their own, on a database of their own. */
export async function startEmbedded(
  build: Build,
  appOptions: Partial<AppOptions> = {},
  engineOptions: Partial<EngineOptions> = {},
): Promise<EmbeddedSuite> {
  const world = createWorld();
  const database = await createTestDatabase();
  const port = await freePort();
  const app = await startApp(build, world, { engineUrl: `http://127.0.0.1:${port}`, ...appOptions });
  const options = { databaseUrl: database.url, port, appUrl: app.url, ...engineOptions };
  let engine = await startEngineProcess(options);
  return {
    app,
    world,
    databaseUrl: database.url,
    options,
    engine: () => engine,
    restart: async () => {
      engine = await startEngineProcess(options);
    },
    send: sender(app),
    close: async () => {
      await engine.kill("SIGKILL");
      await app.close();
      await database.close();
    },
  };
}

async function startReal(url: string, build: Build): Promise<Suite> {
  const world = createWorld();
  const app = await startApp(build, world, { engineUrl: url, dev: true });
  const registered = await fetch(`${app.url}/api/inngest`, { method: "PUT" });
  if (!registered.ok) throw new Error(`the server refused the functions: ${await registered.text()}`);
  return { app, world, send: sender(app), close: app.close };
}

/** The functions under test beside the engine that `INNGEST_CONFORMANCE_URL` names, else the embedded one. */
export const startSuite = (build: Build, appOptions?: Partial<AppOptions>): Promise<Suite> =>
  realServer ? startReal(realServer, build) : startEmbedded(build, appOptions);

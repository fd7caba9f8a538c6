import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database } from "#db/client.ts";
import { freePort } from "#db/embedded/free-port.ts";
import { simulatorEnvironment } from "#simulator/environment.ts";
import type { CardChanges } from "../app.ts";
import { startProxy, type TcpProxy } from "../proxy.ts";
import { chaosSeed } from "../seed.ts";
import { armPath } from "./doors-header.ts";
import { createPart, type Part } from "./part.ts";
import { type Person, signUp } from "./person.ts";
import { openPostgres, type WorldPostgres } from "./postgres.ts";
import { type SimulatorClient, simulatorAt } from "./simulated.ts";

export type WorldOptions = {
  /** One of its own can be crashed and restarted; 2 s dearer. */
  postgres?: "shared" | "own";
  /** Without proxies a dead part refuses connections, as on one machine, and no byte is carried twice. */
  direct?: boolean;
  /** How long a simulated job takes. */
  jobSeconds?: number;
  /** Set on every model's card in the app, so that a run of many fits into minutes. */
  cards?: CardChanges;
  /** Places armed in the first life of the app: `place:kill|throw|hang[:n]`. */
  arm?: readonly string[];
  environment?: Record<string, string>;
};

/** The product as processes, apart from Next: its doors, its engine, its database, and vendors it pays. */
export type World = {
  app: Part;
  engine: Part;
  simulator: Part;
  postgres: WorldPostgres;
  /** app → Postgres, app → vendors, app → engine, engine → app. */
  proxies: { postgres: TcpProxy; simulator: TcpProxy; engine: TcpProxy; app: TcpProxy };
  vendors: SimulatorClient;
  appUrl: string;
  /** The test's own way to the database, past every proxy. */
  db: Database;
  person(role?: Parameters<typeof signUp>[2]): Promise<Person>;
  /** Places faults in the running app, in the words of `arm`; those of before are gone. */
  arm(...texts: string[]): Promise<void>;
  /** What every process printed so far. */
  output(): string;
  close(): Promise<void>;
};

const secret = "a secret for tests, longer than thirty-two characters";
const at = (port: number): string => `http://127.0.0.1:${port}`;

function through(url: string, port: number): string {
  const moved = new URL(url);
  moved.port = String(port);
  return moved.href;
}

async function makeParts(options: WorldOptions, postgres: WorldPostgres, dataDir: string) {
  const [appPort, enginePort, simulatorPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const proxies = {
    postgres: await startProxy(postgres.port),
    simulator: await startProxy(simulatorPort),
    engine: await startProxy(enginePort),
    app: await startProxy(appPort),
  };
  const way = (own: number, proxy: TcpProxy): number => (options.direct ? own : proxy.port);
  const vendorsOrigin = at(way(simulatorPort, proxies.simulator));
  const keys = {
    INNGEST_EVENT_KEY: "a-key-for-the-events-of-tests",
    INNGEST_SIGNING_KEY: `signkey-prod-${"0".repeat(64)}`,
  };
  const app = createPart({
    name: "app",
    args: ["chaos/app.ts", "--port", String(appPort), "--cards", JSON.stringify(options.cards ?? {})],
    url: at(appPort),
    env: {
      ...simulatorEnvironment(vendorsOrigin),
      ...keys,
      APP_URL: at(appPort),
      DATABASE_URL: through(postgres.url, way(postgres.port, proxies.postgres)),
      DAILIES_DATA_DIR: dataDir,
      DAILIES_SECRET: secret,
      DAILIES_PROMPT_KEY: "ab".repeat(32),
      NEXTAUTH_SECRET: secret,
      INNGEST_BASE_URL: at(way(enginePort, proxies.engine)),
      ENGINE_PORT: String(enginePort),
      ...options.environment,
    },
  });
  const engine = createPart({
    name: "engine",
    args: ["inngest/embedded/main.ts"],
    url: `${at(enginePort)}/healthz`,
    env: {
      ...keys,
      DATABASE_URL: postgres.url,
      APP_URL: at(way(appPort, proxies.app)),
      ENGINE_PORT: String(enginePort),
    },
  });
  const simulator = createPart({
    name: "simulator",
    args: [
      "simulator/main.ts",
      ...["--port", String(simulatorPort)],
      ...["--origin", vendorsOrigin],
      ...["--job-seconds", String(options.jobSeconds ?? 0.5)],
      ...["--seed", String(chaosSeed())],
    ],
    url: at(simulatorPort),
    env: {},
  });
  return { app, engine, simulator, proxies, appUrl: at(appPort), vendors: simulatorAt(at(simulatorPort)) };
}

async function armIn(appUrl: string, texts: readonly string[]): Promise<void> {
  const response = await fetch(appUrl + armPath, { method: "POST", body: JSON.stringify(texts) });
  if (!response.ok) throw new Error(`the app could not be armed: ${response.status}`);
}

/** Starts everything and waits until the engine knows the app's functions. Close it, whatever happens. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "dailies-chaos-"));
  const postgres = await openPostgres(options.postgres ?? "shared");
  const made = await makeParts(options, postgres, dataDir);
  const { app, engine, simulator, proxies, appUrl } = made;
  const connection = connect(postgres.url, 5);
  const parts = [app, engine, simulator];
  const close = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.kill()));
    await Promise.all(Object.values(proxies).map((proxy) => proxy.end()));
    await connection.close();
    await postgres.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([
      simulator.start(),
      app.start(...(options.arm ?? []).flatMap((one) => ["--arm", one])),
    ]);
    await engine.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...made,
    postgres,
    db: connection.db,
    person: (role) => signUp(connection.db, appUrl, role),
    arm: (...texts) => armIn(appUrl, texts),
    output: () => parts.map((part) => part.output()).join("\n"),
    close,
  };
}

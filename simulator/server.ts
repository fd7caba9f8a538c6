import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { createCore, type RunningCore } from "./core/create-core.ts";
import { fileRoutes } from "./core/file-routes.ts";
import { createLedger, type Ledger } from "./core/ledger.ts";
import { type Core, type Dialect, Refused } from "./dialect.ts";
import { dialects as allDialects } from "./dialects/all.ts";
import { createFaultGate, type SimulatorEnv } from "./faults/apply.ts";
import { createFaultDesk, type FaultDesk } from "./faults/desk.ts";
import { createFilmStudio } from "./film/studio.ts";
import { panelRoutes } from "./panel/routes.ts";

export type SimulatorOptions = {
  /** 0 takes a free one. */
  port?: number;
  host?: string;
  /** The address it gives out for itself, where callers come through another. */
  origin?: string;
  /** Seconds a task takes. */
  jobSeconds?: number;
  /** Factor on the vendors' retry delays. */
  timeScale?: number;
  seed?: number;
  /** Probability from 0 to 1 that a door of a task meets a fault. */
  chaos?: number;
  prewarm?: boolean;
  /** Where finished films are kept between runs. */
  folder?: string;
  dialects?: readonly Dialect[];
  onError?: (error: unknown) => void;
};

export type Simulator = {
  origin: string;
  core: Core;
  ledger: Ledger;
  faults: FaultDesk;
  outbox: RunningCore["outbox"];
  reset(): void;
  close(): Promise<void>;
};

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof z.ZodError) return new Refused("invalid", z.prettifyError(error));
  if (error instanceof SyntaxError) return new Refused("invalid", "The body is not valid JSON");
  return undefined;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function mount(
  app: Hono<SimulatorEnv>,
  dialect: Dialect,
  core: Core,
  onError: (error: unknown) => void,
): void {
  const routes = dialect.routes(core);
  const pathOf = (path: string): string => path.slice(dialect.name.length + 1);
  routes.onError((error, c) => {
    const refused = refusalOf(error);
    if (!refused) onError(error);
    return dialect.refuse(
      refused ?? new Refused("server", "The simulator stumbled"),
      dialect.doorOf(c.req.method, pathOf(c.req.path)),
    );
  });
  app.route(`/${dialect.name}`, routes);
  app.all(`/${dialect.name}/*`, (c) =>
    dialect.refuse(
      new Refused("missing", "There is no such address"),
      dialect.doorOf(c.req.method, pathOf(c.req.path)),
    ),
  );
}

/** Of this user alone: what another user of the machine keeps could not be read. */
const ownFilms = (): string => join(tmpdir(), `dailies-${process.getuid?.() ?? 0}-simulator-films`);

/** One process that speaks for every vendor, on this machine only. Throws where another address is asked for. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = "127.0.0.1", dialects = allDialects } = options;
  const { onError = (error: unknown) => console.error(error) } = options;
  if (!loopback.has(host)) throw new Error(`The simulator listens on this machine only, not on ${host}`);
  const app = new Hono<SimulatorEnv>();
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false }),
  );
  server.requestTimeout = 0;
  const port = await listen(server, options.port ?? 0, host);
  const origin = options.origin ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const ledger = createLedger();
  const desk = createFaultDesk({ seed: options.seed ?? 1, probability: options.chaos ?? 0 });
  const labelOf = (name: string): string => dialects.find((dialect) => dialect.name === name)?.label ?? name;
  const studio = createFilmStudio(options.folder ?? ownFilms(), labelOf);
  const { jobSeconds = 2, timeScale = 0.02, prewarm = false } = options;
  const running = createCore({
    origin,
    dialects,
    ledger,
    desk,
    studio,
    jobSeconds,
    timeScale,
    prewarm,
    onError,
  });
  const gate = createFaultGate(running.core, desk);
  const reset = (): void => {
    running.reset();
    gate.counts.clear();
  };
  app.onError((error, c) => {
    onError(error);
    return c.text("The simulator stumbled", 500);
  });
  for (const dialect of dialects) app.use(`/${dialect.name}/*`, gate.gate(dialect));
  for (const dialect of dialects) mount(app, dialect, running.core, onError);
  app.route("/_files", fileRoutes(running.core, dialects, gate));
  app.route("/", panelRoutes({ dialects, ledger, desk, counts: gate.counts, outbox: running.outbox, reset }));
  return {
    origin,
    core: running.core,
    ledger,
    faults: desk,
    outbox: running.outbox,
    reset,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await running.close();
      await closed;
    },
  };
}

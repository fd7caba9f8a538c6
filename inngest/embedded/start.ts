import { log as loggerFor } from "#lib/log.ts";
import { fireCrons } from "./cron.ts";
import { openDatabase, patiently } from "./database.ts";
import { dispatchEvents } from "./dispatch.ts";
import { createDoors } from "./doors.ts";
import type { Engine, Settings } from "./engine.ts";
import { retakeJobs } from "./jobs.ts";
import { drainMs } from "./limits.ts";
import { type OwnedError, takeOwnership } from "./lock.ts";
import { type Loop, startLoop } from "./loop.ts";
import { migrateEngine } from "./migrate.ts";
import { createRegistry } from "./registry.ts";
import { prune } from "./retention.ts";
import { serveHttp } from "./server.ts";
import { createSync, loadRegistry } from "./sync.ts";
import { expireWaits } from "./timers.ts";
import { createWorker } from "./worker.ts";

export type RunningEngine = { port: number; stop: () => Promise<void> };

const databasePatienceMs = 30_000;
const notHeldMs = 100;
/** How long known functions wait for the app to confirm them before events are dispatched to them. */
const firstSyncMs = 5000;

/**
 * Starts the engine: owns the database, brings its schema up to date, takes back what a dead engine held, serves.
 * Throws OwnedError when another engine runs on this database. `onLost` is called when another takes over later.
 */
export async function startEngine(
  settings: Settings,
  onLost: (error: OwnedError) => void,
): Promise<RunningEngine> {
  const log = loggerFor("engine");
  const startedAt = Date.now();
  const ownership = await takeOwnership(settings.databaseUrl, log, onLost);
  const sql = openDatabase(settings.databaseUrl, log);
  const loops: Record<string, Loop> = {};
  const poke = (name: string) => () => loops[name]?.poke();
  const engine: Engine = {
    settings,
    sql,
    log,
    registry: createRegistry(),
    poke: { events: poke("events"), jobs: poke("jobs"), waits: poke("waits"), crons: poke("crons") },
  };
  const late = () => Date.now() - startedAt > databasePatienceMs;
  await patiently(() => migrateEngine(sql), late);
  const retaken = await retakeJobs(sql);
  await loadRegistry(engine);
  const worker = createWorker(engine);
  const sync = createSync(engine);
  const known = () =>
    sync.state().at !== null || (engine.registry.active().length > 0 && Date.now() - startedAt > firstSyncMs);
  const server = await serveHttp(
    settings.port,
    log,
    createDoors(engine, { serving: ownership.held, appReachable: worker.appReachable, sync: sync.state }),
  );
  const owned = (work: () => Promise<number>) => async () => (ownership.held() ? work() : notHeldMs);
  const loop = (name: string, work: () => Promise<number>) => {
    loops[name] = startLoop(name, log, owned(work));
  };
  loop("sync", sync.turn);
  loop("events", async () => (known() ? dispatchEvents(engine) : notHeldMs));
  loop("jobs", worker.turn);
  loop("waits", () => expireWaits(engine));
  loop("crons", () => fireCrons(engine));
  loop("retention", () => prune(engine));
  log.info({ port: server.port, app: settings.appUrl, retaken }, "engine ready");
  return {
    port: server.port,
    stop: async () => {
      await worker.drain(drainMs);
      await Promise.all(Object.values(loops).map((one) => one.stop()));
      await server.close(200);
      await sql.end();
      await ownership.release();
    },
  };
}

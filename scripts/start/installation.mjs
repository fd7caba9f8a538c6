import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild } from "./build.mjs";
import { openDatabase, runProgram } from "./database.mjs";
import { explain } from "./fault.mjs";
import { ensureDependencies } from "./install.mjs";
import { lockDataFolder, withTreeLock } from "./locks.mjs";
import { localUrl, makeParts } from "./parts.mjs";
import { nextPort, requirePort } from "./ports.mjs";
import { elapsed, say, step } from "./report.mjs";
import { ensureSecrets } from "./secrets.mjs";
import { checkSettings, embeddedParts, installationEnvironment, isLocal } from "./settings.mjs";
import { summary } from "./summary.mjs";

/**
 * @typedef {import("./args.mjs").Options} Options
 * @typedef {{ root: string, options: Options, signal: AbortSignal }} Place
 */

/** Of the five seconds in which everything has ended, what the parts may take. */
const partStopSeconds = 3.5;

/** Who runs, for operators and tests: `pids.json`, which goes when the installation stops. @param {string} dataDir */
function pidFile(dataDir) {
  const file = join(dataDir, "pids.json");
  /** @type {Record<string, number | string | undefined>} */
  const state = { supervisor: process.pid };
  return {
    /** @param {Record<string, number | string | undefined>} change */
    set(change) {
      Object.assign(state, change);
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        say(`pids.json is not up to date: ${explain(error)}`);
      }
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** @param {Place} place */
async function prepareTree({ root, options, signal }) {
  const place = { root, dataDir: options.dataDir, signal };
  await withTreeLock(root, signal, async () => {
    await ensureDependencies(place);
    if (!options.dev) await ensureBuild(place);
  });
}

/**
 * Migrates, and looks after the first people: demo accounts where only this machine can reach it, else an invitation.
 * @param {Place} place @param {import("./settings.mjs").Environment} environment
 * @returns {Promise<string>} `demo`, `kept`, `nobody`, or `invited` and the link
 */
async function prepareDatabase({ root, options, signal }, environment) {
  const common = { root, env: environment, dataDir: options.dataDir, signal };
  await step("Bringing the database up to date", "Database up to date", () =>
    runProgram({ ...common, file: "db/migrate.ts", what: "The database could not be brought up to date" }),
  );
  return await step("Looking after the first people", "People in place", () =>
    runProgram({ ...common, file: "db/seed.ts", what: "The first people could not be looked after" }),
  );
}

/**
 * Fills a demo installation's library while it runs, with real renders and real decisions.
 * @param {Place} place @param {import("./settings.mjs").Environment} environment
 */
function fillLibrary({ root, options, signal }, environment) {
  const program = { root, file: "db/seed-library.ts", what: "The demo library could not be made" };
  runProgram({ ...program, env: environment, dataDir: options.dataDir, signal }).catch((error) => {
    if (!signal.aborted) say(explain(error));
  });
}

/** @param {AbortSignal} signal */
function aborted(signal) {
  return new Promise((done) => {
    if (signal.aborted) done(undefined);
    else signal.addEventListener("abort", done, { once: true });
  });
}

/** @param {Place} place @param {(stop: () => Promise<void>) => void} onStop called with what must be undone, in order */
async function bringUp(place, onStop) {
  const { root, options, signal } = place;
  // Needs packages, which are there only now.
  const { describeVendors, simulateVendors } = await import("./vendors.mjs");
  const pids = pidFile(options.dataDir);
  onStop(async () => pids.remove());
  const embedded = embeddedParts(process.env);
  const secrets = ensureSecrets(options.dataDir);
  const onPid = (/** @type {string} */ name, /** @type {number | undefined} */ pid) =>
    pids.set({ [name]: pid });
  const database = await openDatabase({
    dataDir: options.dataDir,
    given: process.env.DATABASE_URL,
    onPid: (pid) => onPid("postgres", pid),
  });
  onStop(database.stop);
  signal.throwIfAborted();
  const taken = new Set([options.port]);
  const enginePort = await nextPort(Number(process.env.ENGINE_PORT || 8288), taken);
  const rendererPort = await nextPort(Number(process.env.RENDERER_PORT || 8290), taken);
  const simulatorPort =
    options.simulated && (await nextPort(Number(process.env.SIMULATOR_PORT || 8299), taken));
  const simulator = simulatorPort ? `http://127.0.0.1:${simulatorPort}` : undefined;
  const demo = isLocal(options, process.env) && process.env.DAILIES_DEMO !== "0";
  const environment = installationEnvironment({
    options,
    environment: simulator ? simulateVendors(process.env, simulator) : process.env,
    embedded,
    secrets,
    databaseUrl: database.url,
    enginePort,
    rendererPort,
    demo,
  });
  const people = await prepareDatabase(place, environment);
  signal.throwIfAborted();
  const parts = makeParts({ root, options, environment, embedded, simulator, onPid });
  onStop(async () => void (await Promise.all(parts.map((part) => part.stop(partStopSeconds)))));
  await step("Starting the application", "Application started", async () => {
    await Promise.race([Promise.all(parts.map((part) => part.start())), aborted(signal)]);
    signal.throwIfAborted();
  });
  pids.set({
    baseUrl: localUrl(options),
    databaseUrl: database.url,
    dataDir: options.dataDir,
    engineUrl: environment.INNGEST_BASE_URL,
    rendererUrl: environment.RENDERER_URL,
    simulatorUrl: simulator,
  });
  const vendors = describeVendors(environment, simulator);
  say(summary({ options, environment, embedded, database, people, vendors }));
  if (people === "demo" && environment.DAILIES_LIBRARY !== "0") fillLibrary(place, environment);
}

/**
 * Runs an installation until `signal` aborts, then stops every process it started.
 * @param {Place} place
 */
export async function runInstallation(place) {
  const { options, signal } = place;
  const begun = performance.now();
  checkSettings(options, process.env);
  const lock = lockDataFolder(options.dataDir);
  /** @type {(() => Promise<void>)[]} */
  const undo = [];
  try {
    if (!options.buildOnly) await requirePort(options.port, options.host);
    await prepareTree(place);
    if (options.buildOnly) return;
    await bringUp(place, (stop) => undo.unshift(stop));
    say(`Ready after ${elapsed(performance.now() - begun)}. Ctrl-C stops everything.`);
    await aborted(signal);
  } finally {
    if (undo.length > 0)
      await step("Stopping", "Stopped", async () => {
        for (const stop of undo) await stop();
      });
    lock.release();
  }
}

#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { enter, root } from "./start/enter.mjs";
import { Fault } from "./start/fault.mjs";
import { say } from "./start/report.mjs";

const help = `Usage: npm run webhooks:replay [-- --data-dir D] [--shuffled SEED]

Applies every callback that vendors ever sent twice more, shuffled, and says whether that changed anything. It reads a
running installation, asks no vendor and leaves nothing behind. Exit code 1 when a row would have changed.`;

/** @param {string[]} args */
function read(args) {
  const options = {
    help: { type: /** @type {const} */ ("boolean"), short: "h", default: false },
    "data-dir": { type: /** @type {const} */ ("string") },
    shuffled: { type: /** @type {const} */ ("string"), default: "1" },
  };
  try {
    const { values } = parseArgs({ args, options });
    const dataDir = resolve(root, values["data-dir"] ?? (process.env.DAILIES_DATA_DIR || ".data"));
    const seed = Number(values.shuffled);
    if (!Number.isSafeInteger(seed)) throw new Error(`"${values.shuffled}" is no seed. Give a whole number.`);
    return { help: values.help ?? false, dataDir, seed };
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : error}\n\n${help}`, error);
  }
}

/** Where the running installation's parts are, and what they were started with. @param {string} dataDir */
async function environmentOf(dataDir) {
  const pids = join(dataDir, "pids.json");
  const running = existsSync(pids) ? JSON.parse(readFileSync(pids, "utf8")) : {};
  if (!existsSync(join(dataDir, "secrets.json")))
    throw new Fault(`There is no installation in ${dataDir}. Say where it is with --data-dir.`);
  const databaseUrl = process.env.DATABASE_URL || running.databaseUrl;
  if (!databaseUrl)
    throw new Fault(
      `The installation in ${dataDir} is stopped, and its database with it. Start it (npm start) and ask again, or set DATABASE_URL.`,
    );
  const { parseOptions } = await import("./start/args.mjs");
  const { ensureSecrets } = await import("./start/secrets.mjs");
  const { embeddedParts, installationEnvironment } = await import("./start/settings.mjs");
  const { simulateVendors } = await import("./start/vendors.mjs");
  const simulator = running.simulatorUrl;
  return installationEnvironment({
    options: parseOptions(["--data-dir", dataDir], process.env, root),
    environment: simulator ? simulateVendors(process.env, simulator) : process.env,
    embedded: embeddedParts(process.env),
    secrets: ensureSecrets(dataDir),
    databaseUrl,
    enginePort: Number(process.env.ENGINE_PORT || 8288),
    rendererPort: Number(process.env.RENDERER_PORT || 8290),
    demo: false,
  });
}

/** @param {import("../lib/webhooks/replay-receipts.ts").Replayed} replayed @param {number} seed */
function tell({ receipts, waiting, before, after }, seed) {
  say(`${receipts} receipts applied twice more, in two orders (seed ${seed}).`);
  if (waiting > 0) say(`${waiting} wait to be applied for the first time; they were left alone.`);
  say(`Before ${before}\nAfter  ${after}`);
  const same = before === after;
  say(same ? "Nothing changed." : "Rows would have changed: applying a callback twice is not safe here.");
  return same ? 0 : 1;
}

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: true,
  read,
  async work(/** @type {{ options: ReturnType<typeof read> }} */ { options }) {
    Object.assign(process.env, await environmentOf(options.dataDir), { LOG_LEVEL: "warn" });
    const { closeDatabase, systemContext } = await import("../lib/services.ts");
    const { isDatabaseLost } = await import("../lib/fault.ts");
    const { replayReceipts } = await import("../lib/webhooks/replay-receipts.ts");
    try {
      return tell(await replayReceipts(systemContext("webhook"), { seed: options.seed }), options.seed);
    } catch (error) {
      throw isDatabaseLost(error) ? new Fault("The database does not answer.", error) : error;
    } finally {
      await closeDatabase();
    }
  },
};

await enter(command, process.argv.slice(2));

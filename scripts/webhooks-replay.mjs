#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dataDirOf, installationOptions } from "./start/args.mjs";
import { enter, root } from "./start/enter.mjs";
import { Fault } from "./start/fault.mjs";
import { say } from "./start/report.mjs";

const help = `Usage: npm run webhooks:replay [-- --data-dir D] [--shuffled SEED]

Applies every callback that vendors ever sent twice more, shuffled, and says whether that changed anything. It reads a
running installation, asks no vendor and leaves nothing behind. Exit code 1 when a row would have changed.`;

/** @param {string[]} args */
function read(args) {
  const options = {
    ...installationOptions,
    shuffled: { type: /** @type {const} */ ("string"), default: "1" },
  };
  const { values } = parseArgs({ args, options });
  const seed = Number(values.shuffled);
  if (!Number.isSafeInteger(seed)) throw new Error(`"${values.shuffled}" is no seed. Give a whole number.`);
  return { help: values.help ?? false, dataDir: dataDirOf(values["data-dir"], process.env, root), seed };
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
    const { runningEnvironment } = await import("./start/running.mjs");
    Object.assign(process.env, await runningEnvironment(options.dataDir), { LOG_LEVEL: "warn" });
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

#!/usr/bin/env node
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { enter, root } from "./start/enter.mjs";
import { Fault } from "./start/fault.mjs";

const help = `Usage: npm run reset [-- --yes] [-- --data-dir D]

Deletes everything of this installation: videos, accounts, database, secrets, logs. Asks first.`;

/** @param {string[]} args */
function read(args) {
  const options = {
    yes: { type: /** @type {const} */ ("boolean"), default: false },
    help: { type: /** @type {const} */ ("boolean"), short: "h", default: false },
    "data-dir": { type: /** @type {const} */ ("string") },
  };
  try {
    const { values } = parseArgs({ args, options });
    const dataDir = resolve(root, values["data-dir"] ?? (process.env.DAILIES_DATA_DIR || ".data"));
    return { yes: values.yes ?? false, help: values.help ?? false, dataDir };
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : error}\n\n${help}`, error);
  }
}

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: true,
  read,
  async work(/** @type {{ options: ReturnType<typeof read>, signal: AbortSignal }} */ { options, signal }) {
    const { resetFolder } = await import("./start/reset-folder.mjs");
    await resetFolder({ ...options, signal });
    return 0;
  },
};

await enter(command, process.argv.slice(2));

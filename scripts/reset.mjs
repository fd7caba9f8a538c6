#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dataDirOf, installationOptions } from "./start/args.mjs";
import { enter, root } from "./start/enter.mjs";

const help = `Usage: npm run reset [-- --yes] [-- --data-dir D]

Deletes everything of this installation: videos, accounts, database, secrets, logs. Asks first.`;

/** @param {string[]} args */
function read(args) {
  const options = { yes: { type: /** @type {const} */ ("boolean"), default: false }, ...installationOptions };
  const { values } = parseArgs({ args, options });
  const dataDir = dataDirOf(values["data-dir"], process.env, root);
  return { yes: values.yes ?? false, help: values.help ?? false, dataDir };
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

#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { help, parseOptions } from "./start/args.mjs";
import { enter, root } from "./start/enter.mjs";

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: true,
  read: (/** @type {string[]} */ args) => parseOptions(args, process.env, root),
  async work(/** @type {import("./start/installation.mjs").Place} */ place) {
    const { runInstallation } = await import("./start/installation.mjs");
    await runInstallation(place);
    return 0;
  },
};

await enter(command, process.argv.slice(2));

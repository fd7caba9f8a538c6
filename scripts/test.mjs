#!/usr/bin/env node
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { enter, root } from "./start/enter.mjs";

const names = ["check", "unit", "engine", "chaos", "e2e"];
const help = `Usage: npm test [-- part ...] [-- --filter text]

Does its own set-up, runs the parts (${names.join(", ")}; default: all) and ends with "N passed, N failed".
--filter is handed to the test runners: part of a file name.`;

/** @param {string[]} args */
function read(args) {
  const options = {
    help: { type: /** @type {const} */ ("boolean"), short: "h", default: false },
    filter: { type: /** @type {const} */ ("string") },
  };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no part "${unknown}".`);
  const parts = names.filter((name) => positionals.length === 0 || positionals.includes(name));
  return { parts, filter: values.filter, help: values.help ?? false, dataDir: resolve(root, ".data") };
}

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: false,
  read,
  async work(
    /** @type {{ root: string, options: ReturnType<typeof read>, signal: AbortSignal }} */ {
      root,
      options,
      signal,
    },
  ) {
    const { runTests } = await import("./test/run-tests.mjs");
    return runTests({ root, ...options, signal });
  },
};

await enter(command, process.argv.slice(2));

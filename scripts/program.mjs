#!/usr/bin/env node
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { enter, root } from "./start/enter.mjs";

/** Programs that are written in TypeScript and belong to no installation: their set-up is a recent Node and packages. */
const programs = {
  chaos: "chaos/main.ts",
  bench: "bench/main.ts",
  simulator: "simulator/main.ts",
};
const help = `Usage: npm run chaos|bench|simulator [-- options]`;

/** @param {string[]} args */
function read([name = "", ...args]) {
  const program = Object.entries(programs).find(([known]) => known === name)?.[1];
  if (!program) throw new Error(`There is no program "${name}".`);
  return { program, args, help: false, dataDir: resolve(root, ".data") };
}

const command = {
  script: fileURLToPath(import.meta.url),
  help,
  envFile: false,
  read,
  async work(
    /** @type {{ root: string, options: ReturnType<typeof read>, signal: AbortSignal }} */ {
      root,
      options: { program, args, dataDir },
      signal,
    },
  ) {
    const { ensureDependencies } = await import("./start/install.mjs");
    const { withTreeLock } = await import("./start/locks.mjs");
    const { runNode } = await import("./test/program.mjs");
    await withTreeLock(root, signal, () => ensureDependencies({ root, dataDir, signal }));
    return runNode([program, ...args], { root, env: process.env, signal });
  },
};

await enter(command, process.argv.slice(2));

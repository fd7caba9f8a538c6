import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { explain, Fault } from "./fault.mjs";
import { continueUnder, ensureRuntime, isRecentNode } from "./node-runtime.mjs";
import { ensureHome } from "./npm.mjs";
import { say } from "./report.mjs";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What `signal` carries when the user asked for the end: it is not a failure. */
export const stopped = new Fault("Stopped.");

const interrupted = 130;

/** Reads `.env` where this Node can; what is set already wins. */
function readEnvFile() {
  const file = join(root, ".env");
  if (existsSync(file) && process.loadEnvFile) process.loadEnvFile(file);
}

/** Node's notes about features it calls experimental say nothing to the people who start the product. */
function silenceExperimental() {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") say(`${warning.name}: ${warning.message}`);
  });
}

/** A signal that aborts when this command is to end: by Ctrl-C, by TERM or HUP, or because what started it died. */
function endSignal() {
  const ending = new AbortController();
  let asked = 0;
  const end = () => {
    asked += 1;
    if (asked > 2) process.exit(130);
    ending.abort(stopped);
  };
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(name, end);
  process.once("disconnect", end);
  process.channel?.unref();
  process.stdout.on("error", () => undefined);
  return ending.signal;
}

/**
 * @typedef {{ dataDir: string, help: boolean }} Basic
 * @template {Basic} Options
 * @typedef {{ script: string, help: string, envFile: boolean, read: (args: string[]) => Options,
 *   work: (given: { root: string, options: Options, signal: AbortSignal }) => Promise<number> }} Command
 */

/**
 * The command's options; what is wrong with them is told above its help.
 * @template {Basic} Options @param {Command<Options>} command @param {string[]} args
 */
function readOptions({ read, help }, args) {
  try {
    return read(args);
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : error}\n\n${help}`, error);
  }
}

/** @template {Basic} Options @param {Command<Options>} command @param {string[]} args @returns {Promise<number>} */
async function begin(command, args) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    throw new Fault(`Node ${process.versions.node} is too old. Install Node 20.9 or newer and start again.`);
  }
  if (command.envFile) readEnvFile();
  const options = readOptions(command, args);
  if (options.help) {
    say(command.help);
    return 0;
  }
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  ensureHome(options.dataDir);
  const signal = endSignal();
  if (!isRecentNode(process.versions.node)) {
    return continueUnder(await ensureRuntime(options.dataDir, signal), command.script, args);
  }
  silenceExperimental();
  return command.work({ root, options, signal });
}

/**
 * Runs a command on a recent Node, fetched when this one is older, and sets the exit code. Failures are one line.
 * @template {Basic} Options @param {Command<Options>} command @param {string[]} args
 */
export async function enter(command, args) {
  try {
    process.exitCode = await begin(command, args);
  } catch (error) {
    process.exitCode = error === stopped ? interrupted : 1;
    if (error !== stopped) process.stderr.write(`\n${explain(error)}\n`);
  }
}

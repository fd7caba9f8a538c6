import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { help, parseOptions } from "./args.mjs";
import { explain, Fault } from "./fault.mjs";
import { continueUnder, ensureRuntime, isRecentNode } from "./node-runtime.mjs";
import { say } from "./report.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

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

/** A signal that aborts when this start is to end: by Ctrl-C, by TERM or HUP, or because what started it died. */
function endSignal() {
  const ending = new AbortController();
  let asked = 0;
  const end = () => {
    asked += 1;
    if (asked > 2) process.exit(130);
    ending.abort(new Fault("Stopped."));
  };
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(name, end);
  process.once("disconnect", end);
  process.channel?.unref();
  process.stdout.on("error", () => undefined);
  return ending.signal;
}

/** @param {string[]} args */
async function begin(args) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    throw new Fault(`Node ${process.versions.node} is too old. Install Node 20.9 or newer and start again.`);
  }
  readEnvFile();
  const options = parseOptions(args, process.env, root);
  if (options.help) return say(help);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const signal = endSignal();
  if (!isRecentNode(process.versions.node)) {
    const program = await ensureRuntime(options.dataDir, signal);
    return continueUnder(program, fileURLToPath(new URL("../start.mjs", import.meta.url)), args);
  }
  silenceExperimental();
  const { runInstallation } = await import("./installation.mjs");
  await runInstallation({ root, options, signal });
}

/**
 * `npm start`: everything from a fresh clone to a running installation, until it is told to end.
 * @param {string[]} args
 */
export async function start(args) {
  try {
    await begin(args);
    process.exitCode = 0;
  } catch (error) {
    if (!(error instanceof Fault && error.message === "Stopped.")) {
      process.stderr.write(`\n${explain(error)}\n`);
      process.exitCode = 1;
    }
  }
}

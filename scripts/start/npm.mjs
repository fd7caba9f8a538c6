import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** True when `folder`, or the nearest ancestor that exists, can be written. @param {string} folder @returns {boolean} */
function writable(folder) {
  if (!existsSync(folder)) return dirname(folder) !== folder && writable(dirname(folder));
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Gives programs that ask for a home one in the data folder when the user has none. @param {string} dataDir */
export function ensureHome(dataDir) {
  if (process.env.HOME && existsSync(process.env.HOME)) return;
  process.env.HOME = join(dataDir, "home");
  mkdirSync(process.env.HOME, { recursive: true });
}

/**
 * How npm is called: the npm that called us, under the Node that runs us, else the one on PATH. Its cache goes to the
 * data folder when the user cannot write the usual place.
 * @param {string} dataDir @returns {{ command: string, args: string[], env: Record<string, string | undefined> }}
 */
export function npmCommand(dataDir) {
  const own = process.env.npm_execpath;
  const usual = process.env.npm_config_cache ?? join(homedir(), ".npm");
  const env = { ...process.env };
  if (!writable(usual)) {
    env.npm_config_cache = join(dataDir, "npm-cache");
  }
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  return own && basename(own) === "npm-cli.js" && existsSync(own)
    ? { command: process.execPath, args: [own, ...quiet], env }
    : { command: "npm", args: quiet, env };
}

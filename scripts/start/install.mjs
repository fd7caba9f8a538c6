import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand } from "./npm.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock
 */

/** @param {string} file @returns {Lock | undefined} */
function readLock(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * True when what npm recorded as installed is what the lock asks for. Optional packages of other machines may be
 * absent; npm writes its record last, so an interrupted installation has none.
 * @param {Lock | undefined} wanted @param {Lock | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false;
  const present = installed.packages;
  return Object.entries(wanted.packages).every(([place, entry]) => {
    if (place === "") return true;
    const found = present[place];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/**
 * Installs the locked dependencies when they are not those installed. Works offline when they are.
 * @param {{ root: string, dataDir: string, signal: AbortSignal }} place
 */
export async function ensureDependencies({ root, dataDir, signal }) {
  const wanted = readLock(join(root, "package-lock.json"));
  if (isInstalled(wanted, readLock(join(root, "node_modules", ".package-lock.json")))) return;
  const npm = npmCommand(dataDir);
  await step("Installing packages (first time: about a minute)", "Packages installed", () =>
    run(npm.command, [...npm.args, "ci", "--include=dev", "--include=optional"], {
      what: "The packages could not be installed",
      cwd: root,
      env: npm.env,
      log: join(dataDir, "logs", "install.log"),
      signal,
    }),
  );
}

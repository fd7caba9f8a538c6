import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Fault } from "../start/fault.mjs";
import { step } from "../start/report.mjs";
import { run } from "../start/run.mjs";

const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/snap/bin/chromium",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function installed() {
  const named = process.env.DAILIES_CHROMIUM;
  if (named && !isProgram(named)) throw new Fault(`DAILIES_CHROMIUM names no program: ${named}`);
  return named || programs.map(onPath).find(Boolean) || places.find(isProgram);
}

/** @param {string} root @returns {Promise<string | undefined>} */
async function playwrightsOwn(root) {
  const module = await import(
    pathToFileURL(join(root, "node_modules", "@playwright", "test", "index.mjs")).href
  );
  const file = module.chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

/**
 * @typedef {import("./run-tests.mjs").TestPlace} TestPlace
 * @param {TestPlace} place @param {string} log @param {string} command @param {string[][]} calls
 */
async function install(place, log, command, calls) {
  await step("Installing Chromium", "Chromium installed", async () => {
    for (const args of calls) {
      const env = { ...place.env, DEBIAN_FRONTEND: "noninteractive" };
      const file = join(place.dataDir, "logs", log);
      await run(command, args, {
        what: "Chromium could not be installed",
        cwd: "/",
        env,
        log: file,
        signal: place.signal,
      });
    }
  });
}

/**
 * The program of a Chromium or Chrome: an installed one, else Debian's (as root), else Playwright's own.
 * @param {TestPlace} place @returns {Promise<string>}
 */
export async function ensureChromium(place) {
  const present = installed() ?? (await playwrightsOwn(place.root));
  if (present) return present;
  const advice =
    "The browser journeys need Chromium or Chrome: install one (apt-get install chromium), or name it in DAILIES_CHROMIUM.";
  try {
    if (process.getuid?.() === 0 && onPath("apt-get")) {
      const apt = ["-y", "--no-install-recommends", "install", "chromium"];
      await install(place, "chromium-install.log", "apt-get", [["update"], apt]);
    } else {
      const cli = join(place.root, "node_modules", "@playwright", "test", "cli.js");
      await install(place, "chromium-install.log", process.execPath, [[cli, "install", "chromium"]]);
    }
  } catch (error) {
    place.signal.throwIfAborted();
    throw new Fault(advice, error);
  }
  const found = installed() ?? (await playwrightsOwn(place.root));
  if (!found) throw new Fault(advice);
  return found;
}

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Fault } from "./fault.mjs";

export const help = `Usage: npm start [-- options]      the product, built
       npm run dev [-- options]    the same with hot reload
       npm run start:simulated     the product with every vendor simulated on this machine

  --port N        port of the web application      (PORT, default 3000)
  --host H        address it listens on            (HOST, default 127.0.0.1)
  --data-dir D    where everything is kept         (DAILIES_DATA_DIR, default .data)
  --simulated     point every vendor at the simulator, which is started too
  --build-only    install, build and stop
  --help          this text

Settings are also read from .env; .env.example lists them all.`;

/**
 * @typedef {{ dev: boolean, simulated: boolean, buildOnly: boolean, help: boolean, port: number, host: string,
 *   dataDir: string }} Options
 */

/** What every command that works on an installation takes. */
export const installationOptions = {
  help: { type: /** @type {const} */ ("boolean"), short: "h", default: false },
  "data-dir": { type: /** @type {const} */ ("string") },
};

/**
 * Where an installation is kept: as given, else as the environment says.
 * @param {string | undefined} given @param {Record<string, string | undefined>} environment @param {string} root
 */
export const dataDirOf = (given, environment, root) =>
  resolve(root, given ?? (environment.DAILIES_DATA_DIR || ".data"));

/** @param {string} value */
function parsePort(value) {
  const port = /^\d+$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535) throw new Fault(`"${value}" is not a port. Give a number from 1 to 65535.`);
  return port;
}

/**
 * Reads the command line; the environment fills what it leaves open.
 * @param {string[]} args @param {Record<string, string | undefined>} environment @param {string} root
 * @returns {Options}
 */
export function parseOptions(args, environment, root) {
  const options = {
    dev: { type: /** @type {const} */ ("boolean"), default: false },
    simulated: { type: /** @type {const} */ ("boolean"), default: false },
    "build-only": { type: /** @type {const} */ ("boolean"), default: false },
    port: { type: /** @type {const} */ ("string"), short: "p" },
    host: { type: /** @type {const} */ ("string") },
    ...installationOptions,
  };
  const { values } = parseArgs({ args, options });
  return {
    dev: values.dev ?? false,
    simulated: values.simulated ?? false,
    buildOnly: values["build-only"] ?? false,
    help: values.help ?? false,
    port: parsePort(values.port ?? (environment.PORT || "3000")),
    host: values.host ?? (environment.HOST || "127.0.0.1"),
    dataDir: dataDirOf(values["data-dir"], environment, root),
  };
}

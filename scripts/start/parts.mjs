import { join } from "node:path";
import { Part } from "./part.mjs";
import { only } from "./settings.mjs";

/**
 * @typedef {import("./settings.mjs").Environment} Environment
 * @typedef {{ root: string, options: import("./args.mjs").Options, environment: Environment,
 *   embedded: import("./settings.mjs").Embedded, simulator: string | undefined, onPid: (name: string, pid: number | undefined) => void }} Installation
 */

const engineNames = ["DATABASE_URL", "APP_URL", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "ENGINE_"];
const rendererNames = ["DAILIES_DATA_DIR", "DAILIES_SECRET", "RENDERER_"];

/** Where this machine reaches the application itself. @param {import("./args.mjs").Options} options */
export function localUrl({ host, port }) {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The processes of an installation, in the order of their start. @param {Installation} installation @returns {Part[]} */
export function makeParts({ root, options, environment, embedded, simulator, onPid }) {
  const common = (/** @type {string} */ name) => ({
    name,
    cwd: root,
    logs: join(options.dataDir, "logs"),
    verbose: false,
    onPid: (/** @type {number | undefined} */ pid) => onPid(name, pid),
  });
  const parts = [];
  if (embedded.engine) {
    parts.push(
      new Part({
        ...common("engine"),
        args: [join(root, "inngest", "embedded", "main.ts")],
        env: only(environment, engineNames),
        url: `http://127.0.0.1:${environment.ENGINE_PORT}/healthz`,
      }),
    );
  }
  if (embedded.renderer) {
    parts.push(
      new Part({
        ...common("renderer"),
        args: [join(root, "lib", "render", "main.ts")],
        env: only(environment, rendererNames),
        url: `http://127.0.0.1:${environment.RENDERER_PORT}/healthz`,
      }),
    );
  }
  if (simulator) {
    parts.push(
      new Part({
        ...common("simulator"),
        args: [join(root, "simulator", "main.ts"), "--port", new URL(simulator).port],
        env: only(environment, ["SIMULATOR_"]),
        url: simulator,
      }),
    );
  }
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const address = ["--port", String(options.port), "--hostname", options.host];
  parts.push(
    new Part({
      ...common("app"),
      args: [next, options.dev ? "dev" : "start", ...address],
      env: environment,
      url: `${localUrl(options)}/api/v1/health`,
      verbose: options.dev,
    }),
  );
  return parts;
}

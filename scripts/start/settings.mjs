import { isIP } from "node:net";
import { Fault } from "./fault.mjs";

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {{ database: boolean, engine: boolean, renderer: boolean, uploads: boolean }} Embedded which parts are ours
 * @typedef {import("./args.mjs").Options} Options
 */

/** @param {string} host as in a URL or as an address */
export function isLoopback(host) {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

/** @param {Environment} environment @returns {Embedded} */
export function embeddedParts(environment) {
  const set = (/** @type {string[]} */ ...names) => names.some((name) => environment[name]);
  return {
    database: !set("DATABASE_URL"),
    engine: !set("INNGEST_BASE_URL", "INNGEST_DEV", "INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"),
    renderer: !set("RENDERER_URL"),
    uploads: !set("UPLOADTHING_TOKEN"),
  };
}

/** The address people open. @param {Options} options @param {Environment} environment */
export function publicUrl(options, environment) {
  const any = options.host === "0.0.0.0" || options.host === "::";
  const host = any ? "127.0.0.1" : options.host.includes(":") ? `[${options.host}]` : options.host;
  const url = environment.APP_URL || `http://${host}:${options.port}`;
  if (!URL.canParse(url))
    throw new Fault(`APP_URL is not an address: ${url}. Write it like https://dailies.example.org`);
  return url;
}

/** True when nothing outside this machine can reach the installation. @param {Options} options @param {Environment} environment */
export function isLocal(options, environment) {
  return isLoopback(options.host) && isLoopback(new URL(publicUrl(options, environment)).hostname);
}

/** Throws a Fault for settings that must not go into a start. @param {Options} options @param {Environment} environment */
export function checkSettings(options, environment) {
  if (environment.INNGEST_DEV && !options.dev) {
    throw new Fault(
      "INNGEST_DEV turns signatures off and is refused in a production start. Unset it, or use npm run dev.",
    );
  }
  if (options.simulated && !isLocal(options, environment)) {
    throw new Fault(
      `--simulated is for this machine alone, and this start would be reachable at ${options.host} (${publicUrl(options, environment)}). Start without it, or unset HOST and APP_URL.`,
    );
  }
  const names = Object.entries(embeddedParts(environment)).filter(([, own]) => own);
  if (names.length === 0 || isLocal(options, environment) || environment.DAILIES_ALLOW_EMBEDDED === "1")
    return;
  throw new Fault(
    `This start would be reachable at ${options.host} (${publicUrl(options, environment)}) on embedded parts: ` +
      `${names.map(([name]) => name).join(", ")}. Attach the real ones (README), or allow it with DAILIES_ALLOW_EMBEDDED=1.`,
  );
}

const secretNames = [
  "DAILIES_SECRET",
  "DAILIES_PROMPT_KEY",
  "NEXTAUTH_SECRET",
  "INNGEST_EVENT_KEY",
  "INNGEST_SIGNING_KEY",
];

/**
 * The whole environment of an installation: what the user set, filled with our own parts and secrets.
 * @param {{ options: Options, environment: Environment, embedded: Embedded, secrets: Record<string, string>,
 *   databaseUrl: string, enginePort: number, rendererPort: number, demo: boolean }} given
 * @returns {Environment}
 */
export function installationEnvironment(given) {
  const { options, environment, embedded } = given;
  const url = publicUrl(options, environment);
  /** @type {Environment} */
  const made = {
    NODE_ENV: options.dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    APP_URL: url,
    DAILIES_DATA_DIR: options.dataDir,
    DATABASE_URL: given.databaseUrl,
    ENGINE_PORT: String(given.enginePort),
    RENDERER_PORT: String(given.rendererPort),
    RENDERER_URL: environment.RENDERER_URL || `http://127.0.0.1:${given.rendererPort}`,
    DAILIES_DEMO: given.demo ? "1" : "0",
    ...(isLocal(options, environment)
      ? { AUTH_TRUST_HOST: "1" }
      : { NEXTAUTH_URL: environment.NEXTAUTH_URL || url }),
    ...(embedded.engine && { INNGEST_BASE_URL: `http://127.0.0.1:${given.enginePort}` }),
  };
  for (const name of secretNames) {
    if (name.startsWith("INNGEST_") && !embedded.engine) continue;
    made[name] = environment[name] || given.secrets[name];
  }
  return { ...environment, ...made };
}

const plain = [
  "PATH",
  "HOME",
  "LANG",
  "TZ",
  "TMPDIR",
  "NODE_ENV",
  "NODE_OPTIONS",
  "NODE_EXTRA_CA_CERTS",
  "LOG_LEVEL",
];

/** What one part may see: the plain variables and those named or begun by `names`. @param {Environment} all @param {string[]} names */
export function only(all, names) {
  const allowed = (/** @type {string} */ key) =>
    plain.includes(key) || names.some((name) => key === name || (name.endsWith("_") && key.startsWith(name)));
  return Object.fromEntries(Object.entries(all).filter(([key]) => allowed(key)));
}
